package dev.bonafide.journeys.client;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A used phone somebody wants to sell.
 *
 * @param serial seed of its IMEI; no two phones share one
 * @param amountMinor asking price in fen
 */
public record Phone(
        String brand, String model, String title, String grade, String storage, long serial, long amountMinor) {
    private static final int PHOTO_WIDTH = 900;
    private static final int PHOTO_HEIGHT = 700;

    /** A well kept iPhone at CNY 3,000. */
    public static Phone iPhone(long serial) {
        return new Phone("Apple", "iPhone 14 Pro", "苹果 iPhone 14 Pro 256G 国行 95新", "95", "256GB", serial, 300_000);
    }

    /** The same phone at another price. */
    public Phone at(long otherAmountMinor) {
        return new Phone(brand, model, title, grade, storage, serial, otherAmountMinor);
    }

    /** The body of a draft, with every field the template asks for. */
    public Map<String, Object> draft() {
        return Map.of(
                "category",
                "phones",
                "title",
                title,
                "description",
                "自用手机,功能正常,无拆无修,配件齐全。One owner, everything works.",
                "fields",
                Map.ofEntries(
                        Map.entry("brand", brand),
                        Map.entry("model", model),
                        Map.entry("purchaseDate", "2025-03-01"),
                        Map.entry("usePeriodMonths", 18),
                        Map.entry("grade", grade),
                        Map.entry("functionState", "ALL_WORKING"),
                        Map.entry("accessories", List.of("BOX", "CABLE")),
                        Map.entry("defects", List.of()),
                        Map.entry("storage", storage),
                        Map.entry("networkLock", "UNLOCKED"),
                        Map.entry("batteryHealthPercent", 95),
                        Map.entry("repairs", List.of()),
                        Map.entry("accountLockOff", true),
                        Map.entry("serial", imei())),
                "price",
                Map.of("amountMinor", amountMinor, "currency", "CNY"));
    }

    /** Fifteen digits whose last one is the Luhn check digit. */
    private String imei() {
        var body = "35" + String.format("%012d", serial);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }

    /** A drawn picture that stands for the photo of a role; no two phones or roles give the same one. */
    public byte[] photo(String role) {
        var random = new Random(serial * 31 + role.hashCode());
        var image = new BufferedImage(PHOTO_WIDTH, PHOTO_HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.setPaint(new GradientPaint(0, 0, color(random), PHOTO_WIDTH, PHOTO_HEIGHT, color(random)));
            graphics.fillRect(0, 0, PHOTO_WIDTH, PHOTO_HEIGHT);
            for (int n = 0; n < 40; n++) {
                graphics.setColor(color(random));
                graphics.fillRect(
                        random.nextInt(PHOTO_WIDTH),
                        random.nextInt(PHOTO_HEIGHT),
                        20 + random.nextInt(120),
                        10 + random.nextInt(90));
            }
            graphics.setColor(Color.WHITE);
            graphics.setFont(new Font(Font.MONOSPACED, Font.BOLD, 42));
            graphics.fillRect(40, 40, 60, 60);
        } finally {
            graphics.dispose();
        }
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Color color(Random random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
