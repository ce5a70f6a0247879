package io.scalewatch.scoring.pipeline;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// What transactional ids are made of.
public final class InstanceName {

    private InstanceName() {}

    /// The name that is set, or else the host's with the HTTP port: the same after a restart.
    public static String of(ScoringConfig config, int httpPort) {
        return config.instance().orElseGet(() -> hostName() + "-" + httpPort);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
