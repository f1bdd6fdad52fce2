//! Server-sent events, as bytes bring them: cut anywhere, ended by any line end (the WHATWG's *event stream interpretation*).

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// What kind it is; empty where the stream does not say.
    pub name: String,
    /// What it carries; several `data` lines are joined by line feeds.
    pub data: String,
}

/// The longest line that is kept, in bytes: more is no stream of ours.
const LONGEST: usize = 1 << 20;

/// Reads a stream bit by bit.
#[derive(Debug, Default)]
pub(super) struct Events {
    line: Vec<u8>,
    /// Whether the last byte was a carriage return: a line feed after it ends no line of its own.
    after_return: bool,
    began: bool,
    event: Event,
    has_data: bool,
}

impl Events {
    /// Takes the next bytes in; gives the events that they complete.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for &byte in bytes {
            let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
            match byte {
                b'\n' if after_return => {}
                b'\n' | b'\r' => events.extend(self.end_line()),
                byte if self.line.len() < LONGEST => self.line.push(byte),
                _ => {}
            }
        }
        events
    }

    fn end_line(&mut self) -> Option<Event> {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8(line).unwrap_or_default();
        let marked = !std::mem::replace(&mut self.began, true);
        let line = line
            .strip_prefix('\u{feff}')
            .filter(|_| marked)
            .unwrap_or(&line);
        if line.is_empty() {
            let event = std::mem::take(&mut self.event);
            return std::mem::take(&mut self.has_data).then_some(event);
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event.name),
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            // A line that begins with a colon is a comment: it only says that the stream is alive.
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(name: &str, data: &str) -> Event {
        Event {
            name: name.to_owned(),
            data: data.to_owned(),
        }
    }

    fn whole(text: &str) -> Vec<Event> {
        Events::default().take(text.as_bytes())
    }

    const STREAM: &str = "\u{feff}: hello\r\nevent: progress\r\ndata: {\"a\":1}\r\n\r\n:keep-alive\n\ndata:号\ndata\ndata:  two\nid: 7\nretry: 5\n\nevent: nothing\n\rdata: cr\r\r";

    fn expected() -> Vec<Event> {
        vec![
            event("progress", "{\"a\":1}"),
            event("", "号\n\n two"),
            event("", "cr"),
        ]
    }

    #[test]
    fn names_comments_and_every_line_end_are_understood() {
        assert_eq!(whole(STREAM), expected());
    }

    #[test]
    fn an_event_that_has_not_ended_is_none() {
        assert_eq!(whole("data: x\n"), []);
        assert_eq!(whole("event: x\n\n"), []);
    }

    #[test]
    fn what_is_no_text_is_no_event() {
        assert_eq!(Events::default().take(b"data: \xff\n\n"), []);
        let long = ["data: ", &"x".repeat(LONGEST + 9), "\n\n"].concat();
        assert_eq!(whole(&long)[0].data.len(), LONGEST - "data: ".len());
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_the_bytes_are_cut(cuts in proptest::collection::vec(0usize..STREAM.len(), 0..12)) {
            let mut cuts = cuts;
            cuts.sort_unstable();
            cuts.push(STREAM.len());
            let (mut events, mut read, mut at) = (Vec::new(), Events::default(), 0);
            for cut in cuts {
                events.extend(read.take(&STREAM.as_bytes()[at..cut]));
                at = cut;
            }
            prop_assert_eq!(events, expected());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            Events::default().take(&bytes);
        }
    }
}
