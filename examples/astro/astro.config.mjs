// The smallest site over the posts. Copy it, or keep your own with this one setting.
import { defineConfig } from "astro/config";

export default defineConfig({
  // The source's own quotes and dots stay as they are.
  markdown: { smartypants: false },
});
