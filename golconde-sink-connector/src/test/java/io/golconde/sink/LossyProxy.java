package io.golconde.sink;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a client and a server. On demand loses the answer to the next COMMIT together with the connection, or leads to
 * another server.
 */
final class LossyProxy implements Closeable {
    private static final String COMMIT = "COMMIT"; // in the answer: the command itself may be prepared

    private final AtomicBoolean armed = new AtomicBoolean();
    private final ServerSocket server;
    private volatile int target;

    LossyProxy(int target) throws IOException {
        this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        this.target = target;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** New connections go to another server; those that are there stay where they are. */
    void leadTo(int otherTarget) {
        target = otherTarget;
    }

    /** From now on the first COMMIT reaches the server, and its answer nobody. */
    void loseTheNextAnswerToCommit() {
        armed.set(true);
    }

    boolean isArmed() {
        return armed.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> pump(client, upstream, false));
                start(() -> pump(upstream, client, true));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (answers && holdsCommit(buffer, length) && armed.compareAndSet(true, false)) {
                    return;
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException closed) {
            // by either side
        }
    }

    private static boolean holdsCommit(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "lossy proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
