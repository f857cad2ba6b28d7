package dev.bonafide.escrow.web;

import dev.bonafide.escrow.earning.Statement;
import dev.bonafide.escrow.earning.Statement.Position;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** A statement as a table: one line for the opening, one for each movement, one for the closing. */
final class StatementCsv {
    private static final List<String> HEADER = List.of(
            "at",
            "fact",
            "reasonEn",
            "reasonZh",
            "orderId",
            "entryId",
            "currency",
            "payable",
            "reserved",
            "inTransit",
            "owed",
            "net",
            "netAfter");

    private final Statement statement;
    private final Texts texts;

    private StatementCsv(Statement statement, Texts texts) {
        this.statement = statement;
        this.texts = texts;
    }

    /** The table; amounts are in whole units with the decimals of the currency. */
    static String of(Statement statement, Texts texts) {
        return new StatementCsv(statement, texts).write();
    }

    private String write() {
        var csv = new Csv().line(HEADER).line(position("OPENING", statement.from(), statement.opening()));
        statement.movements().forEach(movement -> csv.line(line(movement)));
        return csv.line(position("CLOSING", statement.to(), statement.closing()))
                .toString();
    }

    private List<String> line(Statement.Movement movement) {
        var entry = movement.entry();
        var change = entry.change();
        var order = entry.orderId();
        return List.of(
                entry.at().toString(),
                entry.fact().name(),
                texts.say(Language.ENGLISH, SellerViews.reasonKey(entry.fact())),
                texts.say(Language.CHINESE, SellerViews.reasonKey(entry.fact())),
                order == null ? "" : order.toString(),
                entry.entryId().toString(),
                statement.currency().getCurrencyCode(),
                amount(change.payable()),
                amount(change.reserved()),
                amount(change.inTransit()),
                amount(change.owed()),
                amount(change.net()),
                amount(movement.after().net()));
    }

    private List<String> position(String name, Instant at, Position position) {
        return List.of(
                at.toString(),
                name,
                texts.say(Language.ENGLISH, "statement." + name),
                texts.say(Language.CHINESE, "statement." + name),
                "",
                "",
                statement.currency().getCurrencyCode(),
                amount(position.payable()),
                amount(position.reserved()),
                amount(position.inTransit()),
                amount(position.owed()),
                amount(position.net()),
                amount(position.net()));
    }

    private String amount(long minor) {
        return BigDecimal.valueOf(minor, digits(statement.currency())).toPlainString();
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }
}
