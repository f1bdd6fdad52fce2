//! Reading the texts: what each says in both languages.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::HashMap;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprClosure, Token};

use crate::sources;

/// What one language says under a key.
#[derive(Clone, Default)]
pub(crate) struct Said {
    /// Every piece of text.
    pub(crate) texts: Vec<String>,
    /// What it is given, and what of that it uses.
    pub(crate) parameters: Vec<String>,
    pub(crate) used: Vec<String>,
    /// The pieces that are joined right behind something that is given.
    pub(crate) behind_parameter: Vec<String>,
}

/// A text.
pub(crate) struct Entry {
    /// File and key.
    pub(crate) place: String,
    pub(crate) english: Said,
    pub(crate) chinese: Said,
}

/// All texts of `src/text`.
pub(crate) fn entries() -> Vec<Entry> {
    let mut all = Vec::new();
    for (file, source) in sources::files("src/text", ".rs") {
        let tokens: TokenStream = source.parse().expect("it is Rust");
        let functions = functions(&tokens);
        areas(&file, tokens.clone(), &functions, &mut all);
        pairs(&file, tokens, &mut all);
    }
    words(&mut all);
    all
}

/// What the functions of a file say, by name.
fn functions(tokens: &TokenStream) -> HashMap<String, TokenStream> {
    let mut found = HashMap::new();
    let mut rest = tokens.clone().into_iter();
    while let Some(token) = rest.next() {
        if matches!(&token, TokenTree::Ident(word) if word == "fn")
            && let Some(TokenTree::Ident(name)) = rest.next()
        {
            let body = rest.find_map(|token| match token {
                TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace => {
                    Some(group.stream())
                }
                _ => None,
            });
            found.insert(name.to_string(), body.expect("a function has a body"));
        }
    }
    found
}

/// The keys of `area!`.
fn areas(
    file: &str,
    tokens: TokenStream,
    functions: &HashMap<String, TokenStream>,
    all: &mut Vec<Entry>,
) {
    let mut rest = tokens.into_iter();
    while let Some(token) = rest.next() {
        let is_area = matches!(&token, TokenTree::Ident(word) if word == "area");
        if !is_area || !matches!(rest.next(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!')
        {
            continue;
        }
        let Some(TokenTree::Group(area)) = rest.next() else {
            continue;
        };
        let keys = area.stream().into_iter().last().expect("an area has keys");
        let TokenTree::Group(keys) = keys else {
            panic!("{file}: an area ends with its keys")
        };
        for key in split(keys.stream(), ';') {
            all.push(entry(file, &key, functions));
        }
    }
}

fn entry(file: &str, key: &[TokenTree], functions: &HashMap<String, TokenStream>) -> Entry {
    let place = format!("{file} {}", key.first().expect("a key"));
    let equals = key
        .iter()
        .position(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '='));
    let texts: TokenStream = key[equals.expect("key = texts") + 1..]
        .iter()
        .cloned()
        .collect();
    let both = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(texts);
    let both: Vec<_> = both
        .unwrap_or_else(|error| panic!("{place}: {error}"))
        .into_iter()
        .collect();
    let [english, chinese] = &both[..] else {
        panic!("{place} has not two texts")
    };
    Entry {
        english: said(english, functions),
        chinese: said(chinese, functions),
        place,
    }
}

fn said(expr: &Expr, functions: &HashMap<String, TokenStream>) -> Said {
    let mut said = Said::default();
    match expr {
        Expr::Path(path) => {
            let name = path.path.segments.last().expect("a name").ident.to_string();
            if let Some(body) = functions.get(&name) {
                collect(body.clone(), &mut said);
            }
        }
        Expr::Closure(closure) => {
            said.parameters = parameters(closure);
            let body = closure.body.to_token_stream();
            collect(body, &mut said);
        }
        other => collect(other.to_token_stream(), &mut said),
    }
    said
}

fn parameters(closure: &ExprClosure) -> Vec<String> {
    let names = closure.inputs.iter();
    names
        .map(|name| name.to_token_stream().to_string())
        .collect()
}

fn collect(tokens: TokenStream, said: &mut Said) {
    let mut before: [Option<TokenTree>; 2] = [None, None];
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            // What is matched is not said.
            TokenTree::Literal(_) if matches!(tokens.peek(), Some(TokenTree::Punct(arrow)) if arrow.as_char() == '=') =>
                {}
            TokenTree::Group(group) => collect(group.stream(), said),
            TokenTree::Ident(name) if name == "counted" => {
                // Says both forms.
                let mut both = Said::default();
                collect(tokens.next().into_iter().collect(), &mut both);
                said.texts.append(&mut both.texts);
                said.used.append(&mut both.used);
            }
            TokenTree::Ident(name) => said.used.push(name.to_string()),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    let joined = matches!(&before, [Some(TokenTree::Ident(_)), Some(TokenTree::Punct(comma))] if comma.as_char() == ',');
                    if joined {
                        said.behind_parameter.push(text.value());
                    }
                    said.texts.push(text.value());
                }
            }
            TokenTree::Punct(_) => {}
        }
        before = [before[1].take(), Some(token)];
    }
}

/// `name => english, chinese;` in other macros than `area!`.
fn pairs(file: &str, tokens: TokenStream, all: &mut Vec<Entry>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for token in &tokens {
        if let TokenTree::Group(group) = token {
            pairs(file, group.stream(), all);
        }
    }
    for line in
        tokens.split(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';'))
    {
        let [
            name,
            TokenTree::Punct(_),
            TokenTree::Punct(arrow),
            english,
            TokenTree::Punct(comma),
            chinese,
        ] = line
        else {
            continue;
        };
        if arrow.as_char() != '>' || comma.as_char() != ',' {
            continue;
        }
        let said = |token: &TokenTree| {
            let mut said = Said::default();
            collect(token.clone().into(), &mut said);
            said
        };
        all.push(Entry {
            place: format!("{file} {name}"),
            english: said(english),
            chinese: said(chinese),
        });
    }
}

/// What `ui` says, and what is said of refusals: the two languages lie apart.
fn words(all: &mut Vec<Entry>) {
    let source = |file: &str| -> TokenStream { sources::read(file).parse().expect("it is Rust") };
    let mut of = |place: &str, english: TokenStream, chinese: TokenStream| {
        let said = |tokens: TokenStream| {
            let mut said = Said::default();
            collect(tokens, &mut said);
            said.behind_parameter.clear();
            said
        };
        all.push(Entry {
            place: place.to_owned(),
            english: said(english),
            chinese: said(chinese),
        });
    };
    let words = split(source("src/text/words.rs"), ';');
    let of_language = |name: &str| -> TokenStream {
        let language = words
            .iter()
            .find(|item| item.iter().any(|token| token.to_string() == name));
        language.expect("both languages").iter().cloned().collect()
    };
    of("src/text/words.rs", of_language("EN"), of_language("ZH"));
    let bare = |file: &str| {
        functions(&source(file))
            .remove("sentences")
            .expect("sentences")
    };
    of(
        "src/text/errors/",
        bare("src/text/errors/english.rs"),
        bare("src/text/errors/chinese.rs"),
    );
}

fn split(tokens: TokenStream, mark: char) -> Vec<Vec<TokenTree>> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    tokens
        .split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark))
        .filter(|part| !part.is_empty())
        .map(<[TokenTree]>::to_vec)
        .collect()
}
