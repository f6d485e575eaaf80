/**
 * Loaded into every process that the starter starts (`node --import`). When the channel to the starter closes because
 * it died without stopping anybody, the process asks itself to end as if it had been told to, and insists when it has
 * not after a while: nothing is left behind.
 */
const INSIST_AFTER_MS = 15_000;

process.once('disconnect', () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), INSIST_AFTER_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
// Listening must not keep a process alive that is done.
process.channel?.unref();
