package dev.bonafide.escrow.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the ledger is sealed and audited. Durations are machine time: no deadline of the business depends on them. */
@ConfigMapping(prefix = "bonafide.escrow.ledger")
public interface LedgerConfig {
    Sealing sealing();

    Audit audit();

    /** The longest a new head of the chain waits before it is told to others. */
    @WithDefault("PT1M")
    Duration witnessEvery();

    /** Entries after which it does not wait. */
    @WithDefault("10000")
    long witnessEntriesMax();

    /** How committed entries get their numbers. */
    interface Sealing {
        /** Most entries sealed in one transaction. */
        @WithDefault("500")
        int batchSize();

        /** How long commits are gathered once one has been signalled, so that many share one sealing transaction. */
        @WithDefault("PT0.1S")
        Duration gather();

        /** Longest wait before it is looked although nothing was signalled; it also paces what waits for a transaction. */
        @WithDefault("PT1S")
        Duration pollInterval();

        /** Pause after a failure. */
        @WithDefault("PT1S")
        Duration backOff();
    }

    /** How closely the auditor looks. */
    interface Audit {
        /** Pause between two looks; in each, one page of the slow round through everything is checked. */
        @WithDefault("PT1S")
        Duration every();

        /** Seals, orders or accounts on a page, which is one transaction. */
        @WithDefault("500")
        int pageSize();

        /** Most pages of new seals in one look: what comes faster is looked at when it comes slower again. */
        @WithDefault("4")
        int newPagesMax();

        /** From the end of one round through everything to the beginning of the next. */
        @WithDefault("PT1H")
        Duration wholeEvery();
    }
}
