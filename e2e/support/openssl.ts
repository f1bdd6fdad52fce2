import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A directory in which certificates are made with openssl, as a person makes them. */
export class Workshop {
  private readonly directory = mkdtempSync(join(tmpdir(), "signet-openssl-"));

  /** Runs a line of shell. */
  run(line: string): void {
    execFileSync("sh", ["-ec", line], { cwd: this.directory, stdio: "pipe" });
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  text(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  bytes(name: string): Buffer {
    return readFileSync(this.path(name));
  }

  write(name: string, content: string | Buffer): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  /** A CA: `name.key` and `name.crt`, made with the key that `makeKey` writes to standard output. */
  authority(name: string, subject = "/CN=My device CA", makeKey = "openssl genrsa 2048", more = "-days 30"): void {
    this.run(`${makeKey} > ${name}.key`);
    this.run(`openssl req -new -x509 -key ${name}.key -out ${name}.crt -sha512 -subj '${subject}' ${more}`);
  }

  /** A certificate `name.crt` with that common name, signed by the CA `ca`. */
  proof(name: string, ca: string, code: string, more = "-days 300 -sha512"): void {
    this.run(`openssl genrsa -out ${name}.key 2048`);
    this.run(`openssl req -new -key ${name}.key -out ${name}.csr -subj '/CN=${code}'`);
    this.run(`openssl x509 -req -in ${name}.csr -CA ${ca}.crt -CAkey ${ca}.key -CAcreateserial -out ${name}.crt ${more}`);
  }

  /** The serial number of a certificate, as the cloud writes it. */
  serial(name: string): string {
    const printed = execFileSync("openssl", ["x509", "-in", this.path(name), "-noout", "-serial"], { encoding: "utf8" });
    return printed.trim().replace("serial=", "").toLowerCase();
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
