import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  // `signet-console` is an element of the browser's, not a component of Vue's.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "signet-console" } } })],
  build: {
    // Nothing inline: the portal's policy allows no `data:` scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["react/element.html", "react/iframe.html", "vue/element.html", "vue/iframe.html"],
    },
  },
});
