package dev.bonafide.kit.objectstore;

/**
 * An object with its content, whose hash was checked on reading.
 *
 * @param object what was stored
 * @param bytes the content; the reader must not change them
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record ObjectContent(StoredObject object, byte[] bytes) {}
