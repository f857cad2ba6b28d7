package dev.bonafide.logistics.shipment;

import java.util.regex.Pattern;

/**
 * How a carrier's tracking numbers look.
 *
 * @param pattern what a normalised number matches as a whole
 * @param example shown to someone who mistyped
 */
public record NumberFormat(String carrier, Pattern pattern, String example) {

    /** Whether it can be a number of that carrier. */
    public boolean accepts(String number) {
        return pattern.matcher(number).matches();
    }
}
