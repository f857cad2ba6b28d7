package dev.bonafide.launcher.stack;

import java.util.Locale;

/** Which PostgreSQL binaries suit a machine. */
public final class Platform {
    private Platform() {}

    /** The platform of this machine, as the registry names it. */
    public static String here() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /**
     * The registry's word for a system and processor, for example {@code linux-amd64}.
     *
     * @throws Refused where no binaries exist
     */
    public static String of(String osName, String osArch) {
        var system = osName.toLowerCase(Locale.ROOT);
        var processor = osArch.toLowerCase(Locale.ROOT);
        var family = system.startsWith("linux")
                ? "linux"
                : system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : "";
        var width = switch (processor) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> "";
        };
        if (family.isEmpty() || width.isEmpty() || (family.equals("windows") && width.equals("arm64v8"))) {
            throw new Refused("There are no PostgreSQL binaries for " + osName + " on " + osArch
                    + " (expected: Linux or macOS on amd64 or arm64, Windows on amd64).");
        }
        return family + "-" + width;
    }
}
