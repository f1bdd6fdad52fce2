//! Builds again when the dashboard's bundle changes: its files become part of the binary.

fn main() {
    println!("cargo::rerun-if-changed=../../dist");
}
