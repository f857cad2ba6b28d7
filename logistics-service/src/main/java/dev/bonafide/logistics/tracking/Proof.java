package dev.bonafide.logistics.tracking;

/** What the carrier has to show for a delivery. */
public enum Proof {
    SIGNATURE,
    CODE,
    PHOTO,
    NONE
}
