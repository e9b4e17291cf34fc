// Loaded into a measured process: tells its parent the peak of its resident memory when it ends.
process.on('exit', () => {
  process.send?.({ peakMiB: process.resourceUsage().maxRSS / 1024 });
});
process.channel?.unref();
