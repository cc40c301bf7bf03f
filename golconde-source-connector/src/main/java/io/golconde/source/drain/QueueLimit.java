package io.golconde.source.drain;

/**
 * How large a queue may become.
 *
 * @param maxBytes what it may take on disk, with changes that are acknowledged and not truncated yet
 * @param stops whether the capture of its tables is stopped when it takes more
 */
public record QueueLimit(long maxBytes, boolean stops) {
    public static final QueueLimit NONE = new QueueLimit(Long.MAX_VALUE, false);
}
