# The command line in a container: `topics`, the demo and the simulated models, all on a Scalewatch that runs elsewhere.
# Built from local/, after ./scalewatch images has packaged it; no embedded servers inside (see local/.dockerignore).
FROM eclipse-temurin:25-jre
WORKDIR /app
COPY target/lib/ lib/
COPY target/local-*.jar lib/
USER 10001:10001
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", \
    "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", \
    "-Djava.util.logging.config.class=io.scalewatch.local.LocalLogging", "-cp", "/app/lib/*"]
CMD ["io.scalewatch.local.Scalewatch", "--help"]
