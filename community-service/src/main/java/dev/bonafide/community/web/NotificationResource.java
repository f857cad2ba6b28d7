package dev.bonafide.community.web;

import dev.bonafide.community.desk.NoticeDesk;
import dev.bonafide.community.desk.NoticeDesk.Told;
import dev.bonafide.community.notice.Notice.SubjectKind;
import dev.bonafide.community.notice.Template;
import dev.bonafide.kit.http.Cursor;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.text.Language;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the caller was told. */
@Path("/v1/notifications")
@Authenticated
@Tag(name = "Notifications")
public class NotificationResource {
    private static final String EXAMPLE = """
            {"unread": 1, "items": [{"notificationId": "019aa1f0-0003-7001-8000-0000000003e9",
              "template": "ORDER_FUNDED_SELLER", "subjectKind": "ORDER", "subjectId": "019aa1f0-0002-7001-8000-0000000003e9",
              "title": "The buyer has paid", "text": "The money is held. Please ship by 2026-11-25 16:00.",
              "sentAt": "2026-11-23T08:00:00Z"}]}""";

    /** A notice in the reader's language. */
    public record NotificationView(
            UUID notificationId,
            Template template,
            SubjectKind subjectKind,
            UUID subjectId,
            String title,
            String text,
            Instant sentAt,
            @Nullable Instant readAt) {
        static NotificationView of(Told told) {
            var notice = told.notice();
            return new NotificationView(
                    notice.id(),
                    notice.template(),
                    notice.subjectKind(),
                    notice.subject(),
                    told.words().title(),
                    told.words().text(),
                    notice.sentAt(),
                    notice.readAt());
        }
    }

    /** Some of the caller's notices, the newest first, and how many are unread in all. */
    public record NotificationPage(
            long unread,
            List<NotificationView> items,
            @Nullable String nextCursor) {}

    private final NoticeDesk desk;
    private final Caller caller;

    NotificationResource(NoticeDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** The caller's notices. */
    @GET
    @Operation(operationId = "listNotifications", summary = "What the caller was told, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of notices in the language asked for, otherwise in the person's own",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one unread", value = EXAMPLE)))
    public Uni<Response> list(
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable Integer limit,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        var account = caller.accountId();
        var bounded = Page.limit(limit);
        var asked = Optional.ofNullable(acceptLanguage)
                .filter(header -> !header.isBlank())
                .map(Language::negotiate);
        return desk.read(account, asked, Cursor.decode(cursor), bounded).map(inbox -> {
            var page = Page.of(
                            inbox.notices(),
                            bounded,
                            told -> Cursor.of(
                                    told.notice().sentAt(), told.notice().id()))
                    .map(NotificationView::of);
            return Response.ok(new NotificationPage(inbox.unread(), page.items(), page.nextCursor()))
                    .header(HttpHeaders.CONTENT_LANGUAGE, inbox.language().tag())
                    .build();
        });
    }

    /** Marks one of the caller's notices as read; doing so again changes nothing. */
    @PUT
    @Path("/{id}/read")
    @Operation(operationId = "markNotificationRead", summary = "Mark a notification as read")
    @APIResponse(responseCode = "204", description = "It is read")
    @APIResponse(responseCode = "404", description = "NOT_FOUND")
    public Uni<Void> read(@RestPath UUID id) {
        return desk.markRead(caller.accountId(), id)
                .invoke(found -> {
                    if (!found) {
                        throw new ProblemException(HttpProblems.notFound());
                    }
                })
                .replaceWithVoid();
    }
}
