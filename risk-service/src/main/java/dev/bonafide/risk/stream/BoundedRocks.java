package dev.bonafide.risk.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Holds all state stores of the process within one budget of native memory, however many partitions it owns. */
public final class BoundedRocks implements RocksDBConfigSetter {
    static final String CACHE_BYTES = "bonafide.rocks.cache.bytes";
    static final String WRITE_BYTES = "bonafide.rocks.write.bytes";

    private static final long BLOCK_BYTES = 4096;
    private static @Nullable Budget budget;

    /** Shared by all stores and kept for the life of the process, so it is not closed with any one of them. */
    private record Budget(Cache cache, WriteBufferManager writes) {}

    private static synchronized Budget budget(Map<String, Object> settings) {
        var present = budget;
        if (present == null) {
            RocksDB.loadLibrary();
            long writeBytes = Long.parseLong(String.valueOf(settings.get(WRITE_BYTES)));
            var cache = new LRUCache(Long.parseLong(String.valueOf(settings.get(CACHE_BYTES))) + writeBytes);
            present = new Budget(cache, new WriteBufferManager(writeBytes, cache));
            budget = present;
        }
        return present;
    }

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        var shared = budget(settings);
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache());
        table.setBlockSize(BLOCK_BYTES);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(shared.writes());
        options.setWriteBufferSize(1024 * 1024);
        options.setMaxWriteBufferNumber(2);
        options.setMaxOpenFiles(64);
    }

    @Override
    public void close(String store, Options options) {
        // Nothing belongs to a single store.
    }
}
