package dev.bonafide.listing.photo;

/**
 * What is taken in.
 *
 * @param bytesMax of the upload
 * @param pixelsMax width times height, by the header
 * @param sideMax longest side in pixels
 * @param ratioMax longest side over shortest
 * @param shortSideMin shortest side in pixels
 */
public record PhotoLimits(int bytesMax, long pixelsMax, int sideMax, int ratioMax, int shortSideMin) {

    /** 15 MB, 40 megapixels, 12,000 pixels a side, 4 to 1, and at least 600 pixels to see anything. */
    public static final PhotoLimits HOUSE = new PhotoLimits(15 * 1024 * 1024, 40_000_000, 12_000, 4, 600);
}
