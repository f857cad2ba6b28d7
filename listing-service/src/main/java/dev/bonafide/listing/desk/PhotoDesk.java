package dev.bonafide.listing.desk;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.objectstore.ObjectContent;
import dev.bonafide.kit.objectstore.ObjectRef;
import dev.bonafide.kit.objectstore.ObjectStore;
import dev.bonafide.kit.objectstore.StoredObject;
import dev.bonafide.kit.resilience.CallerContext;
import dev.bonafide.listing.listing.Command;
import dev.bonafide.listing.listing.Decision;
import dev.bonafide.listing.listing.Decision.Moved;
import dev.bonafide.listing.listing.Listing;
import dev.bonafide.listing.listing.ShownPhoto;
import dev.bonafide.listing.photo.Examined;
import dev.bonafide.listing.photo.PhotoLimits;
import dev.bonafide.listing.photo.PhotoWorkers;
import dev.bonafide.listing.store.Listings;
import dev.bonafide.listing.store.Photos;
import dev.bonafide.listing.store.Photos.Photo;
import dev.bonafide.listing.template.PhotoRole;
import dev.bonafide.listing.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes photos in and hands their renditions out. The upload itself is kept, but nobody is ever served it. */
@ApplicationScoped
public class PhotoDesk {
    private static final String UPLOADS = "listing-uploads";
    private static final String RENDITIONS = "listing-photos";
    private static final String JPEG = "image/jpeg";

    private final PhotoWorkers workers;
    private final ObjectStore objects;
    private final Listings listings;
    private final Photos photos;
    private final Templates templates;
    private final Moves moves;
    private final Ids ids;
    private final Clock clock;

    PhotoDesk(
            PhotoWorkers workers,
            ObjectStore objects,
            Listings listings,
            Photos photos,
            Templates templates,
            Moves moves,
            Ids ids,
            Clock clock) {
        this.workers = workers;
        this.objects = objects;
        this.listings = listings;
        this.photos = photos;
        this.templates = templates;
        this.moves = moves;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which of a photo's renditions is asked for. */
    public enum Size {
        LARGE,
        SMALL
    }

    /** A sound upload, with its copies in the object store. */
    public record Upload(StoredObject original, Examined.Sound picture, StoredObject large, StoredObject small) {}

    /** A photo as part of its listing, after it was taken in. */
    public record Taken(Decision decision, Optional<Photo> photo) {}

    /** Whether the listing's template knows the role. */
    public boolean hasRole(Listing listing, String role) {
        var content = listing.item().content();
        return templates.pinned(content.category(), content.templateVersion()).hasRole(role);
    }

    /** The verdict on the bytes; nothing if too many uploads are waiting already. */
    public Uni<Optional<Examined>> examine(byte[] bytes) {
        return Uni.createFrom()
                .deferred(() -> workers.examine(bytes)
                        .map(verdict ->
                                Uni.createFrom().completionStage(verdict).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .plug(CallerContext::resume);
    }

    /** Puts the upload and its renditions into the object store. */
    public Uni<Upload> store(byte[] bytes, Examined.Sound picture) {
        long sizeMax = PhotoLimits.HOUSE.bytesMax();
        return objects.put(UPLOADS, bytes, picture.format().mediaType(), sizeMax)
                .chain(original -> objects.put(RENDITIONS, picture.large(), JPEG, sizeMax)
                        .chain(large -> objects.put(RENDITIONS, picture.small(), JPEG, sizeMax)
                                .map(small -> new Upload(original, picture, large, small))))
                .plug(CallerContext::resume);
    }

    /** Makes a stored upload a photo of the listing. The same picture in the same role is one photo. */
    public Uni<Optional<Taken>> add(Mutiny.Session session, UUID by, UUID listingId, String role, Upload upload) {
        return listings.lock(session, listingId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<Taken>empty())
                        : add(session, by, found.get(), role, upload).map(Optional::of));
    }

    private Uni<Taken> add(Mutiny.Session session, UUID by, Listing listing, String role, Upload upload) {
        List<ShownPhoto> shown = new ArrayList<>(listing.item().photos());
        Optional<ShownPhoto> same = shown.stream()
                .filter(photo -> photo.role().equals(role)
                        && photo.sha256().equals(upload.original().sha256()))
                .findFirst();
        if (same.isPresent()) {
            return moves.carryOut(session, listing, new Command.ShowPhotos(by, shown))
                    .chain(decision -> photos.find(
                                    session, listing.item().id(), same.get().id())
                            .map(photo -> new Taken(decision, photo)));
        }
        Photo photo = photo(listing, role, upload);
        int place = (int) shown.stream()
                .filter(other -> position(listing, other.role()) <= photo.position())
                .count();
        shown.add(place, photo.shown());
        return moves.carryOut(session, listing, new Command.ShowPhotos(by, shown))
                .call(decision -> decision instanceof Moved
                        ? photos.add(session, photo, clock.instant())
                        : Uni.createFrom().voidItem())
                .map(decision -> new Taken(decision, Optional.of(photo)));
    }

    /** Shows the photo no longer. */
    public Uni<Optional<Decision>> remove(Mutiny.Session session, UUID by, UUID listingId, UUID photoId) {
        return listings.lock(session, listingId).chain(found -> {
            var left = found.map(listing -> listing.item().photos().stream()
                    .filter(photo -> !photo.id().equals(photoId))
                    .toList());
            if (found.isEmpty()
                    || left.get().size() == found.get().item().photos().size()) {
                return Uni.createFrom().item(Optional.<Decision>empty());
            }
            return moves.carryOut(session, found.get(), new Command.ShowPhotos(by, left.get()))
                    .call(decision -> decision instanceof Moved
                            ? photos.hide(session, photoId)
                            : Uni.createFrom().voidItem())
                    .map(Optional::of);
        });
    }

    /** Where a photo's rendition lies in the object store, if the listing has such a photo. */
    public Uni<Optional<ObjectRef>> rendition(Mutiny.Session session, UUID listingId, UUID photoId, Size size) {
        return photos.find(session, listingId, photoId)
                .map(found -> found.map(photo -> new ObjectRef(
                        RENDITIONS,
                        switch (size) {
                            case LARGE -> photo.largeSha256();
                            case SMALL -> photo.smallSha256();
                        })));
    }

    /** What lies there. */
    public Uni<Optional<ObjectContent>> read(ObjectRef rendition) {
        return objects.get(rendition).plug(CallerContext::resume);
    }

    private Photo photo(Listing listing, String role, Upload upload) {
        return new Photo(
                new ShownPhoto(ids.next(), role, upload.original().sha256()),
                listing.item().id(),
                position(listing, role),
                upload.picture().format().mediaType(),
                upload.picture().width(),
                upload.picture().height(),
                upload.original().size(),
                upload.large().sha256(),
                upload.small().sha256());
    }

    private int position(Listing listing, String role) {
        var content = listing.item().content();
        return templates.pinned(content.category(), content.templateVersion()).photoRoles().stream()
                .map(PhotoRole::role)
                .toList()
                .indexOf(role);
    }
}
