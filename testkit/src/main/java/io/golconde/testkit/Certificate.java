package io.golconde.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that has signed itself, made by the JDK's keytool, in the files that PostgreSQL and its driver read.
 *
 * @param pem the certificate; who trusts it names this file as a root
 * @param key its key for the server, as PEM
 * @param pk8 its key for the driver, as PKCS-8
 */
public record Certificate(Path pem, Path key, Path pk8) {
    private static final String PASSWORD = "only here";

    /**
     * Makes one.
     *
     * @param name of the files, and of the subject
     * @param address for whom it stands: {@code dns:localhost}, {@code ip:127.0.0.1}
     */
    public static Certificate make(Path folder, String name, String address) {
        Path store = folder.resolve(name + ".p12");
        Certificate made = new Certificate(
                folder.resolve(name + ".pem"), folder.resolve(name + ".key"), folder.resolve(name + ".pk8"));
        try {
            keytool(store, name, address);
            made.write(store, name);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make certificate " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool runs", e);
        }
        return made;
    }

    private static void keytool(Path store, String name, String address) throws IOException, InterruptedException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = "-genkeypair -alias %1$s -keyalg EC -dname CN=%1$s -ext san=%2$s -storetype PKCS12";
        ProcessBuilder keytool = new ProcessBuilder(program);
        keytool.command().addAll(List.of(arguments.formatted(name, address).split(" ", -1)));
        keytool.command().addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        if (keytool.inheritIO().start().waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private void write(Path store, String name) throws IOException, GeneralSecurityException {
        KeyStore entries = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            entries.load(bytes, PASSWORD.toCharArray());
        }
        byte[] secret = entries.getKey(name, PASSWORD.toCharArray()).getEncoded();
        Files.writeString(pem, text("CERTIFICATE", entries.getCertificate(name).getEncoded()));
        for (Path file : new Path[] {key, pk8}) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(key, text("PRIVATE KEY", secret));
        Files.write(pk8, secret);
    }

    private static String text(String kind, byte[] der) {
        String lines = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
