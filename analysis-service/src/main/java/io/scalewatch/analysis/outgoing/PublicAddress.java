package io.scalewatch.analysis.outgoing;

import java.net.Inet6Address;
import java.net.InetAddress;

/// Which addresses are of the Internet, and not of this machine or a network around it.
final class PublicAddress {

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) {
            // Addresses of global unicast (RFC 4291), less 6to4, which has an IPv4 address within.
            return (first & 0xe0) == 0x20 && !(first == 0x20 && second == 0x02);
        }
        // What RFC 6890 lists: "this network", shared address space, protocol assignments, measurements of network
        // devices, and what is reserved.
        return first != 0
                && !(first == 100 && (second & 0xc0) == 64)
                && !(first == 192 && second == 0 && bytes[2] == 0)
                && !(first == 198 && (second & 0xfe) == 18)
                && first < 240;
    }
}
