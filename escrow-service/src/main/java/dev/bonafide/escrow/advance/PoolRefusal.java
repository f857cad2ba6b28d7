package dev.bonafide.escrow.advance;

/** Why the pool does not pay; all reasons are named at once. */
public enum PoolRefusal {
    /** We hold no such order, or its sides or currency are others. */
    ORDER_DIFFERS,
    /** With what the buyer has back already it would be more than was paid. */
    ABOVE_LOSS,
    /** More than the pool pays for one case. */
    ABOVE_CASE_LIMIT,
    /** More than the pool pays in a day. */
    POOL_DAY_LIMIT,
    /** More than one seller may owe to the pool. */
    POOL_SELLER_LIMIT,
    /** There is not enough in it. */
    POOL_SHORT,
    /** It was stopped, by two people or by itself. */
    POOL_STOPPED
}
