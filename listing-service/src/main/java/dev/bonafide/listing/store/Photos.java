package dev.bonafide.listing.store;

import dev.bonafide.listing.listing.ShownPhoto;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is known of photos. Their bytes are in the object store. */
@ApplicationScoped
public class Photos {

    /**
     * A photo that has been taken in.
     *
     * @param position of its role among the roles of the template
     * @param width in pixels, upright
     * @param height in pixels, upright
     * @param largeSha256 of the rendition for looking closely
     * @param smallSha256 of the rendition for lists
     */
    public record Photo(
            ShownPhoto shown,
            UUID listingId,
            int position,
            String mediaType,
            int width,
            int height,
            long sizeBytes,
            String largeSha256,
            String smallSha256) {}

    /** The photos shown with each of these listings, in the order of display. */
    public Uni<Map<UUID, List<ShownPhoto>>> shown(Mutiny.Session session, Collection<UUID> listings) {
        if (listings.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery("""
                        select listing_id, id, role, sha256 from photo
                        where listing_id in (:listings) and shown order by position, id""", Object[].class)
                .setParameter("listings", listings)
                .getResultList()
                .map(rows -> {
                    Map<UUID, List<ShownPhoto>> shown = new HashMap<>();
                    rows.stream()
                            .map(Row::new)
                            .forEach(row -> shown.computeIfAbsent(row.uuid(0), _ -> new ArrayList<>())
                                    .add(new ShownPhoto(row.uuid(1), row.text(2), row.text(3))));
                    return shown;
                });
    }

    /** Adds a photo, to be shown from now on. */
    public Uni<Void> add(Mutiny.Session session, Photo photo, Instant now) {
        return session.createNativeQuery("""
                        insert into photo (id, listing_id, role, position, sha256, media_type, width, height, size_bytes,
                                           large_sha256, small_sha256, uploaded_at)
                        values (:id, :listing, :role, :position, :sha256, :mediaType, :width, :height, :size,
                                :large, :small, :now)""")
                .setParameter("id", photo.shown().id())
                .setParameter("listing", photo.listingId())
                .setParameter("role", photo.shown().role())
                .setParameter("position", photo.position())
                .setParameter("sha256", photo.shown().sha256())
                .setParameter("mediaType", photo.mediaType())
                .setParameter("width", photo.width())
                .setParameter("height", photo.height())
                .setParameter("size", photo.sizeBytes())
                .setParameter("large", photo.largeSha256())
                .setParameter("small", photo.smallSha256())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Shows the photo no longer. It stays, because a snapshot may name it. */
    public Uni<Void> hide(Mutiny.Session session, UUID photoId) {
        return session.createNativeQuery("update photo set shown = false where id = :id")
                .setParameter("id", photoId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** A photo of the listing, shown or not. */
    public Uni<Optional<Photo>> find(Mutiny.Session session, UUID listingId, UUID photoId) {
        return session.createNativeQuery("""
                        select id, role, sha256, listing_id, position, media_type, width, height, size_bytes,
                               large_sha256, small_sha256
                        from photo where id = :id and listing_id = :listing""", Object[].class)
                .setParameter("id", photoId)
                .setParameter("listing", listingId)
                .getResultList()
                .map(rows -> rows.stream().map(Row::new).map(Photos::photo).findFirst());
    }

    private static Photo photo(Row row) {
        return new Photo(
                new ShownPhoto(row.uuid(0), row.text(1), row.text(2)),
                row.uuid(3),
                (int) row.whole(4),
                row.text(5),
                (int) row.whole(6),
                (int) row.whole(7),
                row.whole(8),
                row.text(9),
                row.text(10));
    }
}
