package dev.bonafide.community.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A person was told something. The text stays here; whoever may read it asks for it. */
public record NotificationSentV1(
        UUID notificationId,
        UUID accountId,
        String template,
        String subjectKind,
        UUID subjectId,
        List<String> channels,
        Instant at) {
    public static final String TOPIC = "community.notifications";
    public static final String TYPE = "bonafide.community.NotificationSent.v1";
}
