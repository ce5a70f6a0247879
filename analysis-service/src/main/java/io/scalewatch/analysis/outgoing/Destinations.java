package io.scalewatch.analysis.outgoing;

import io.scalewatch.outbound.AllowedUrls;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where subscribers may be. Whoever may name an address could else have this service call whatever it reaches: its
/// own machine, the network around it, a cloud's metadata. Where the operator has listed addresses it is those alone;
/// else what is called by https on the Internet.
public final class Destinations {

    private static final int LAST_PORT = 65_535;

    private final String property;
    private final Optional<AllowedUrls> allowed;

    /// @param property which the addresses are the value of
    /// @throws IllegalArgumentException if an entry is no address; the message names the property
    public Destinations(String property, Optional<List<String>> allowed) {
        this.property = property;
        this.allowed = allowed.map(list -> new AllowedUrls(property, Optional.of(list)));
    }

    /// Why an address can't be called, as far as it can be told without looking its host up.
    public Optional<String> refusal(URI url) {
        if (!isHttp(url)) {
            return Optional.of("is no http or https address");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("has a user or a fragment");
        }
        if (allowed.isPresent()) {
            return allowed.get().allow(url) ? Optional.empty() : Optional.of("is not among " + property);
        }
        return isHttps(url) ? Optional.empty() : Optional.of("is not https, and " + property + " says nothing of it");
    }

    /// Whether this is an http or https address with a host and, if it has one, a port that there is.
    public static boolean isHttp(URI url) {
        int port = url.getPort();
        return (isHttps(url) || "http".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && (port == -1 || (port > 0 && port <= LAST_PORT));
    }

    private static boolean isHttps(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /// Looks the host up. The call goes to this very address, so that no second answer of a name server leads it
    /// elsewhere.
    ///
    /// @throws RefusedDestinationException if it may not be called
    /// @throws UnknownHostException if there is no such host
    public InetAddress resolve(URI url) throws RefusedDestinationException, UnknownHostException {
        Optional<String> refusal = refusal(url);
        if (refusal.isPresent()) {
            throw new RefusedDestinationException("the address " + refusal.get());
        }
        InetAddress[] found = InetAddress.getAllByName(url.getHost());
        if (allowed.isEmpty() && !Arrays.stream(found).allMatch(PublicAddress::is)) {
            throw new RefusedDestinationException(
                    "the host is not on the Internet, and " + property + " says nothing of it");
        }
        return found[0];
    }
}
