// Types of `<signet-console>` in JSX: import type {} from "@signet/console/react";
import type { HTMLAttributes, Ref } from "react";
import type { SignetConsole, SignetConsoleProperties } from "./signet-element.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "signet-console": Omit<HTMLAttributes<SignetConsole>, keyof SignetConsoleProperties> &
        Partial<SignetConsoleProperties> & { ref?: Ref<SignetConsole>; "url-sync"?: boolean };
    }
  }
}
