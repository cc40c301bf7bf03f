package io.golconde.cli.demo;

/** Something that the user has to put right first; the message says what. */
public final class Refusal extends RuntimeException {
    public Refusal(String message) {
        super(message);
    }
}
