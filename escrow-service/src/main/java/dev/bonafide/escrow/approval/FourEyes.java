package dev.bonafide.escrow.approval;

import dev.bonafide.escrow.advance.AdvancePool;
import dev.bonafide.kit.money.Money;
import java.util.Currency;
import java.util.UUID;

/** What one person of finance may ask for and only another may let happen. */
public sealed interface FourEyes {

    /** Its name in rows and answers. */
    Kind kind();

    /** What it is about: the same wish about the same thing is one wish. */
    String subject();

    /** The kinds. */
    enum Kind {
        FUND_POOL,
        CHANGE_POOL,
        STOP_POOL,
        RESUME_POOL,
        WRITE_OFF,
        EXTEND_FREEZE,
        EXTEND_MILESTONE_FREEZE
    }

    /** Put so much into the pool. */
    record FundPool(Money amount) implements FourEyes {
        @Override
        public Kind kind() {
            return Kind.FUND_POOL;
        }

        @Override
        public String subject() {
            return amount.currency().getCurrencyCode();
        }
    }

    /** Give the pool, of that version, these limits. */
    record ChangePool(AdvancePool.Limits limits, long version) implements FourEyes {
        @Override
        public Kind kind() {
            return Kind.CHANGE_POOL;
        }

        @Override
        public String subject() {
            return limits.target().currency().getCurrencyCode();
        }
    }

    /** Let the pool pay nothing. */
    record StopPool(Currency currency) implements FourEyes {
        @Override
        public Kind kind() {
            return Kind.STOP_POOL;
        }

        @Override
        public String subject() {
            return currency.getCurrencyCode();
        }
    }

    /** Let the pool pay again. */
    record ResumePool(Currency currency) implements FourEyes {
        @Override
        public Kind kind() {
            return Kind.RESUME_POOL;
        }

        @Override
        public String subject() {
            return currency.getCurrencyCode();
        }
    }

    /** Give up what a seller owes. */
    record WriteOff(UUID receivableId) implements FourEyes {
        @Override
        public Kind kind() {
            return Kind.WRITE_OFF;
        }

        @Override
        public String subject() {
            return receivableId.toString();
        }
    }

    /** Let the freeze of an order last longer than it would. */
    record ExtendFreeze(UUID orderId) implements FourEyes {
        @Override
        public Kind kind() {
            return Kind.EXTEND_FREEZE;
        }

        @Override
        public String subject() {
            return orderId.toString();
        }
    }

    /** The same for one milestone of an order, by its number. */
    record ExtendMilestoneFreeze(UUID orderId, int number) implements FourEyes {
        @Override
        public Kind kind() {
            return Kind.EXTEND_MILESTONE_FREEZE;
        }

        @Override
        public String subject() {
            return orderId + "/" + number;
        }
    }
}
