// Types of `<signet-console>` in templates of Vue 3: import type {} from "@signet/console/vue";
import type { DefineComponent } from "vue";
import type { SignetConsoleEventMap, SignetConsoleProperties } from "./signet-element.js";

type Listeners = { [K in keyof SignetConsoleEventMap as `on${Capitalize<Camel<K>>}`]?: (event: SignetConsoleEventMap[K]) => unknown };
type Camel<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;

declare module "vue" {
  interface GlobalComponents {
    "signet-console": DefineComponent<Partial<SignetConsoleProperties> & Listeners>;
  }
}
