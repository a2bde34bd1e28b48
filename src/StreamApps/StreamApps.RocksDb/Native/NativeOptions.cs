using static StreamApps.RocksDb.Native.RocksDbApi;

namespace StreamApps.RocksDb.Native;

/// <summary>
/// The options that all databases of a backend share, with their block cache. Counted: they are freed when the backend
/// and the last of its databases are gone.
/// </summary>
internal sealed class NativeOptions
{
    const int BloomBitsPerKey = 10;
    const int TableFormat = 5;
    const int TwoLevelIndex = 2;
    const ulong MostWalBytes = 64 << 20;
    const nuint LogFileBytes = 1 << 20;
    const double MemtableFilterShare = 0.03;

    readonly nint _cache;
    readonly nint _table;
    int _references = 1;

    public NativeOptions(RocksDbOptions options)
    {
        _cache = rocksdb_cache_create_lru((nuint)options.BlockCacheBytes);
        _table = rocksdb_block_based_options_create();
        rocksdb_block_based_options_set_block_cache(_table, _cache);
        rocksdb_block_based_options_set_cache_index_and_filter_blocks(_table, 1);
        rocksdb_block_based_options_set_pin_l0_filter_and_index_blocks_in_cache(_table, 1);
        // The table options own the policy.
        rocksdb_block_based_options_set_filter_policy(_table, rocksdb_filterpolicy_create_bloom_full(BloomBitsPerKey));
        rocksdb_block_based_options_set_format_version(_table, TableFormat);
        // A filter or an index in one piece is larger than a share of the block cache as soon as its file has some
        // hundred thousand keys: it would be read from the disk again for each look.
        rocksdb_block_based_options_set_index_type(_table, TwoLevelIndex);
        rocksdb_block_based_options_set_partition_filters(_table, 1);

        Database = rocksdb_options_create();
        rocksdb_options_set_create_if_missing(Database, 1);
        rocksdb_options_set_create_missing_column_families(Database, 1);
        rocksdb_options_set_paranoid_checks(Database, 1);
        rocksdb_options_set_db_write_buffer_size(Database, (nuint)options.WriteBufferBytesPerTask);
        rocksdb_options_set_write_buffer_size(Database, (nuint)options.WriteBufferBytesPerTask);
        rocksdb_options_set_max_total_wal_size(Database, MostWalBytes);
        rocksdb_options_set_max_background_jobs(Database, options.BackgroundJobs);
        rocksdb_options_set_max_open_files(Database, options.OpenFiles);
        rocksdb_options_set_keep_log_file_num(Database, 2);
        rocksdb_options_set_max_log_file_size(Database, LogFileBytes);
        // A task is the only writer, and writes its keys in order: each finds its place beside the one before.
        rocksdb_options_set_allow_concurrent_memtable_write(Database, 0);
        // Most keys that are asked for and not there are not in any file either: no search through the write buffer.
        rocksdb_options_set_memtable_prefix_bloom_size_ratio(Database, MemtableFilterShare);
        rocksdb_options_set_memtable_whole_key_filtering(Database, 1);
        rocksdb_options_set_level_compaction_dynamic_level_bytes(Database, 1);
        rocksdb_options_set_block_based_table_factory(Database, _table);
        KeepInsertHints();

        Read = rocksdb_readoptions_create();
        rocksdb_readoptions_set_verify_checksums(Read, 1);
        // The log is on and not synced: a killed process loses nothing, a power cut a tail that the changelog has.
        Write = rocksdb_writeoptions_create();
        rocksdb_writeoptions_set_sync(Write, 0);
    }

    public nint Database { get; }

    public nint Read { get; }

    public nint Write { get; }

    /// <summary>Bytes that the block cache holds.</summary>
    public long CacheUsage => (long)rocksdb_cache_get_usage(_cache);

    /// <summary>Counts a user of the options in.</summary>
    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>Counts a user out; the last one frees them.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            Free();
    }

    // The place of the key before is where the search for the next one begins. Known to the C API only as a text.
    unsafe void KeepInsertHints()
    {
        byte* error = null;
        fixed (byte* text = "memtable_insert_with_hint_prefix_extractor=rocksdb.FixedPrefix.1\0"u8)
            rocksdb_get_options_from_string(Database, text, Database, &error);
        NativeError.Check(error, "setting options", "all tasks");
    }

    void Free()
    {
        rocksdb_writeoptions_destroy(Write);
        rocksdb_readoptions_destroy(Read);
        rocksdb_options_destroy(Database);
        rocksdb_block_based_options_destroy(_table);
        rocksdb_cache_destroy(_cache);
    }
}
