//! What may happen to a plan, and when: its states, its waves and gates, who may approve it, and what is done next while it runs.
//!
//! Pure: time, what is kept and what is sent are handed in. Knows the language of `signet-model` and nothing else of ours.
