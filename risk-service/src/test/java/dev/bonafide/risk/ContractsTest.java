package dev.bonafide.risk;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.risk.screening.Screener;
import dev.bonafide.risk.stream.EventReaders;
import org.junit.jupiter.api.Test;

/** What risk reads of others, in the stream, is what others have promised. What it says is checked where it is said. */
class ContractsTest {
    private final EventReaders readers = new EventReaders(Screener.load());

    @Test
    void everyRecordReadsEveryGoldenSample() {
        readers.records().forEach((type, record) -> Contracts.assertReads(record, type));
    }

    @Test
    void theCatalogueNamesRiskAsReaderOfExactlyTheseEvents() {
        Contracts.assertReaders("risk-service", readers.records().keySet());
    }
}
