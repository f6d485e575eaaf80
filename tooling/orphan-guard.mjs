/**
 * Loaded into every process that the starter starts (`node --import`). When the channel to the starter closes because
 * it died without stopping anybody, the process asks itself to end as if it had been told to: nothing is left behind.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening must not keep a process alive that is done.
process.channel?.unref();
