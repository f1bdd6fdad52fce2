import { useState } from "react";

/** The portal around the console. It can be closed and opened again without a trace. */
export function Portal({ Console }) {
  const [open, setOpen] = useState(true);
  const [place, setPlace] = useState("");
  return (
    <>
      <header>
        <h1>Plant portal</h1>
        <button onClick={() => setOpen(!open)}>{open ? "Close the devices" : "Open the devices"}</button>
      </header>
      {open && <Console onNavigate={setPlace} />}
      <footer>
        <p>
          Shift change at 14:00. <output>{place}</output>
        </p>
      </footer>
    </>
  );
}
