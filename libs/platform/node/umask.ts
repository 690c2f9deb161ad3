/**
 * Files and folders that this process makes are for its user alone: SQLite, for instance, takes no mode from its caller.
 * The first import of every program. Threads cannot set a umask, and have that of their process.
 */
process.umask(0o077);
