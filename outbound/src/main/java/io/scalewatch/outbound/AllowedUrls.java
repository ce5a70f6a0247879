package io.scalewatch.outbound;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a service may call. Whoever may declare an address could else have it send what it knows to any address
/// that it reaches.
public final class AllowedUrls {

    private final Optional<List<Entry>> entries;

    /// @param host in lower case; with `*.` in front, every host below it
    /// @param path what the path begins with; ends in `/`
    private record Entry(String scheme, String host, int port, String path) {

        boolean allows(URI url) {
            String asked = lower(url.getHost());
            boolean hostMatches = host.startsWith("*.") ? asked.endsWith(host.substring(1)) : asked.equals(host);
            return hostMatches
                    && scheme.equals(lower(url.getScheme()))
                    && port == portOf(url)
                    && pathOf(url).startsWith(path);
        }
    }

    /// @param property which the addresses are the value of, for messages
    /// @param allowed such as `https://api.openai.com/v1` or `http://*.models.internal:8000`; every address
    ///     where nothing is said
    /// @throws IllegalArgumentException if an entry is no such address; the message names the property
    public AllowedUrls(String property, Optional<List<String>> allowed) {
        this.entries = allowed.map(
                urls -> urls.stream().map(url -> entry(property, url)).toList());
    }

    /// Whether calls may go to this address.
    public boolean allow(URI url) {
        if (url.getHost() == null || url.getUserInfo() != null) {
            return entries.isEmpty();
        }
        return entries.map(known -> known.stream().anyMatch(entry -> entry.allows(url)))
                .orElse(true);
    }

    private static Entry entry(String property, String text) {
        try {
            // A star is no character of a host.
            boolean below = text.contains("://*.");
            URI url = URI.create(below ? text.strip().replace("://*.", "://") : text.strip());
            String scheme = lower(url.getScheme());
            if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return new Entry(scheme, (below ? "*." : "") + lower(url.getHost()), portOf(url), pathOf(url));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException(property + " must hold addresses such as"
                + " https://api.openai.com/v1 or http://*.models.internal:8000, but holds '" + text + "'");
    }

    private static int portOf(URI url) {
        return url.getPort() >= 0 ? url.getPort() : lower(url.getScheme()).equals("https") ? 443 : 80;
    }

    /// With an end, so that `/v1` allows neither `/v10` nor, by way of `..`, anything beside it.
    private static String pathOf(URI url) {
        String path = url.normalize().getRawPath();
        return path == null ? "/" : path.endsWith("/") ? path : path + "/";
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
