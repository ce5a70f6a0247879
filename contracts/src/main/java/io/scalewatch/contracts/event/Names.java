package io.scalewatch.contracts.event;

import java.util.regex.Pattern;

/// The names that users may give. They become parts of Kafka keys and URLs, so the set of characters is small.
public final class Names {

    /// What a name of a family, task, variant, version or endpoint looks like.
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._:@()-]{0,99}";

    /// A model's name may have one `provider/` in front.
    public static final String MODEL_PATTERN = "(" + PATTERN + "/)?" + PATTERN;

    private static final Pattern NAME = Pattern.compile(PATTERN);
    private static final Pattern MODEL = Pattern.compile(MODEL_PATTERN);

    private Names() {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public static boolean isModelName(String text) {
        return MODEL.matcher(text).matches();
    }
}
