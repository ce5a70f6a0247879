package io.scalewatch.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A certificate for 127.0.0.1 that signs itself, in the forms that servers and clients take, made by the JDK's
/// keytool for one test.
///
/// @param keyStore PKCS12, with key and certificate
/// @param certificate PEM
/// @param key PEM, readable by its owner alone
record ServerCertificate(Path keyStore, Path certificate, Path key) {

    static final String PASSWORD = "only-for-this-test";

    static ServerCertificate make(Path folder) throws Exception {
        Path keyStore = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).as("keytool's status").isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] certificate = store.getCertificate("server").getEncoded();
        byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
        Path keyFile = Files.createFile(
                folder.resolve("server.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new ServerCertificate(
                keyStore,
                Files.writeString(folder.resolve("server.crt"), pem("CERTIFICATE", certificate)),
                Files.writeString(keyFile, pem("PRIVATE KEY", key)));
    }

    private static String pem(String what, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
