package io.golconde.cli.config;

/** Something in the file that a person has to change; the message says where and what. */
final class Mistake extends RuntimeException {
    Mistake(String message) {
        super(message);
    }
}
