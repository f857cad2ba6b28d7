package dev.bonafide.kit.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a property of a request body that holds serial numbers, IMEIs or tracking numbers. They may look like card numbers
 * (an IMEI carries the same check digit) and are let past the guard that refuses those.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface SerialNumber {

    /** For a map: the keys whose values are serial numbers. Empty means all there is beneath the property. */
    String[] keys() default {};
}
