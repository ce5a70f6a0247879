package io.scalewatch.inference.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Writes a model of some 30,000 random weights, always the same, into a GGUF file that llama.cpp loads: one
/// layer of the Llama architecture, whose tokens are single characters. It says nothing that means anything, and
/// mostly `A` to `D`.
///
/// The format: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.
final class TinyModel {

    private static final int WIDTH = 32;
    private static final int HIDDEN = 64;
    private static final int HEADS = 4;
    private static final int LONGEST = 512;
    private static final int ALIGNMENT = 32;

    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private static final int UNKNOWN_TOKEN = 2;
    private static final int CONTROL_TOKEN = 3;
    private static final int NORMAL_TOKEN = 1;
    private static final int BYTE_TOKEN = 6;

    private record Token(String text, int type) {

        /// What the weights of the output make of an embedding's first number, which is the same for every token.
        float preference() {
            return switch (type) {
                case NORMAL_TOKEN -> "ABCD".contains(text) ? 1.2f : 0;
                // A control token has no text, or ends the answer: tests count tokens by their texts.
                default -> -3;
            };
        }
    }

    private final List<Token> tokens = tokens();
    private final Random random = new Random(7);
    private final ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private int settings;

    private TinyModel() {}

    static void write(Path file) throws IOException {
        TinyModel model = new TinyModel();
        model.write();
        byte[] bytes = new byte[model.out.flip().remaining()];
        model.out.get(bytes);
        Files.write(file, bytes);
    }

    private static List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        tokens.add(new Token("<unk>", UNKNOWN_TOKEN));
        tokens.add(new Token("<s>", CONTROL_TOKEN));
        tokens.add(new Token("</s>", CONTROL_TOKEN));
        for (int b = 0; b < 256; b++) {
            tokens.add(new Token("<0x%02X>".formatted(b), BYTE_TOKEN));
        }
        tokens.add(new Token("\u2581", NORMAL_TOKEN));
        for (char c = '!'; c <= '~'; c++) {
            tokens.add(new Token(String.valueOf(c), NORMAL_TOKEN));
        }
        return tokens;
    }

    private void write() {
        Map<String, int[]> shapes = shapes();
        out.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(shapes.size());
        int counted = out.position();
        out.putLong(0);
        writeSettings();
        out.putLong(counted, settings);
        long offset = 0;
        for (Map.Entry<String, int[]> shape : shapes.entrySet()) {
            text(shape.getKey());
            out.putInt(shape.getValue().length);
            long bytes = Float.BYTES;
            for (int length : shape.getValue()) {
                out.putLong(length);
                bytes *= length;
            }
            out.putInt(0).putLong(offset); // 32-bit floats
            offset += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        align();
        shapes.forEach(this::writeWeights);
    }

    private void writeSettings() {
        text("general.architecture", "llama");
        number("llama.context_length", LONGEST);
        number("llama.embedding_length", WIDTH);
        number("llama.block_count", 1);
        number("llama.feed_forward_length", HIDDEN);
        number("llama.attention.head_count", HEADS);
        number("llama.rope.dimension_count", WIDTH / HEADS);
        key("llama.attention.layer_norm_rms_epsilon", FLOAT32);
        out.putFloat(1e-5f);
        text("tokenizer.ggml.model", "llama");
        number("tokenizer.ggml.unknown_token_id", 0);
        number("tokenizer.ggml.bos_token_id", 1);
        number("tokenizer.ggml.eos_token_id", 2);
        array("tokenizer.ggml.tokens", STRING);
        tokens.forEach(token -> text(token.text()));
        array("tokenizer.ggml.scores", FLOAT32);
        tokens.forEach(token -> out.putFloat(0));
        array("tokenizer.ggml.token_type", INT32);
        tokens.forEach(token -> out.putInt(token.type()));
    }

    /// Lengths of the dimensions, the innermost first.
    private Map<String, int[]> shapes() {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        shapes.put("token_embd.weight", new int[] {WIDTH, tokens.size()});
        shapes.put("output_norm.weight", new int[] {WIDTH});
        shapes.put("output.weight", new int[] {WIDTH, tokens.size()});
        shapes.put("blk.0.attn_norm.weight", new int[] {WIDTH});
        for (String part : List.of("q", "k", "v", "output")) {
            shapes.put("blk.0.attn_" + part + ".weight", new int[] {WIDTH, WIDTH});
        }
        shapes.put("blk.0.ffn_norm.weight", new int[] {WIDTH});
        shapes.put("blk.0.ffn_gate.weight", new int[] {WIDTH, HIDDEN});
        shapes.put("blk.0.ffn_up.weight", new int[] {WIDTH, HIDDEN});
        shapes.put("blk.0.ffn_down.weight", new int[] {HIDDEN, WIDTH});
        return shapes;
    }

    private void writeWeights(String name, int[] shape) {
        int rows = shape.length == 1 ? 1 : shape[1];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < shape[0]; column++) {
                float drawn = (float) random.nextGaussian();
                out.putFloat(
                        switch (name) {
                            case "token_embd.weight" -> column == 0 ? 4 : drawn;
                            case "output.weight" ->
                                column == 0 ? tokens.get(row).preference() : 0.3f * drawn;
                            default -> shape.length == 1 ? 1 : 0.1f * drawn;
                        });
            }
        }
        align();
    }

    private void align() {
        while (out.position() % ALIGNMENT != 0) {
            out.put((byte) 0);
        }
    }

    private void number(String key, int value) {
        key(key, UINT32);
        out.putInt(value);
    }

    private void text(String key, String value) {
        key(key, STRING);
        text(value);
    }

    private void array(String key, int type) {
        key(key, ARRAY);
        out.putInt(type).putLong(tokens.size());
    }

    private void key(String key, int type) {
        text(key);
        out.putInt(type);
        settings++;
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putLong(bytes.length).put(bytes);
    }
}
