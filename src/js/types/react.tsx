import { useRef } from "react";
import type { SignetConsole } from "@signet/console";
import type {} from "@signet/console/react";

export function Devices() {
  const element = useRef<SignetConsole>(null);
  return (
    <>
      <signet-console ref={element} className="devices" proxy="https://signet.example" view="plans" readonly getToken={async () => "jwt"} />
      {/* @ts-expect-error a flag is no text */}
      <signet-console readonly="yes" />
    </>
  );
}
