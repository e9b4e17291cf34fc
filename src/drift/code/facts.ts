/**
 * What a source file says, in terms that all languages share: the names it binds, what it imports, the functions and
 * classes it declares and the calls it makes. Plain data without any trace of the parser, made once for each content.
 * Frameworks and readers of settings work on these facts alone.
 */

/** A place in the file of the facts. Both count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** An expression, as far as anybody needs to understand it. */
export type Expr =
  | TextExpr
  | LiteralExpr
  | NameExpr
  | MemberExpr
  | IndexExpr
  | CallExpr
  | JoinExpr
  | ListExpr
  | MapExpr
  | FunctionExpr
  | EitherExpr
  | UnknownExpr;

/** A string, its escapes resolved. Ruby's symbols and PHP's `Foo::class` are texts too. */
export interface TextExpr extends Place {
  readonly kind: 'text';
  readonly value: string;
  /** True for Ruby's `:name`. */
  readonly isSymbol?: boolean;
}

/** A number, a truth value or nothing (`null`, `None`, `nil`), as it is written. */
export interface LiteralExpr extends Place {
  readonly kind: 'literal';
  readonly type: 'number' | 'boolean' | 'null';
  readonly text: string;
}

/** A name: a variable, a constant, a type; `this`, `self` and Ruby's `@name` too. */
export interface NameExpr extends Place {
  readonly kind: 'name';
  readonly name: string;
  /** True for what begins a path and so is never a variable: `api` of Rust's `api::users::router()`. */
  readonly path?: true;
  /** The type arguments of a type, as they are written: `Admin` of C#'s `SubGroup<Admin>`. */
  readonly types?: readonly string[];
}

/**
 * `object.name`, `object?.name`, `object::name`, `object->name`. Its place is that of the name, so that in a chain of
 * calls each one has its own.
 */
export interface MemberExpr extends Place {
  readonly kind: 'member';
  readonly object: Expr;
  readonly name: string;
}

/** `object[index]`. */
export interface IndexExpr extends Place {
  readonly kind: 'index';
  readonly object: Expr;
  readonly index: Expr;
}

/** A call, `new` included; also a decorator, an annotation, an attribute or a macro, with or without arguments. */
export interface CallExpr extends Place {
  readonly kind: 'call';
  /** `app.get` of `app.get('/x')`; the bare name for a call without an object. */
  readonly callee: Expr;
  readonly args: readonly Argument[];
  /** Its type arguments as they are written, where it has any: `Articles` of Kotlin's `get<Articles> { … }`. */
  readonly types?: readonly string[];
  /** Whether it is one of Rust's macros: functions of its name are others. */
  readonly isMacro?: true;
}

/** An argument of a call. A block that follows a call (Ruby, Kotlin) is its last argument, a function. */
export interface Argument {
  /** Its name where it has one: `prefix="/x"`, `name: "x"`, `prefix = "/x"`. */
  readonly name: string | null;
  readonly value: Expr;
  /** `...rest`, `*args`. */
  readonly spread: boolean;
}

/** Parts put together to a text: concatenation, template literals, interpolation, `format!`. */
export interface JoinExpr extends Place {
  readonly kind: 'join';
  readonly parts: readonly Expr[];
}

/** A list, a tuple, a set, `%w[a b]`, `[]string{"a"}`, `arrayOf("a")`. What is spread into it stands as one item. */
export interface ListExpr extends Place {
  readonly kind: 'list';
  readonly items: readonly Expr[];
  /** The positions of what is spread into it, where anything is: JavaScript's. */
  readonly spreads?: readonly number[];
}

/** An object, a dictionary, a hash, `array('a' => 1)`, a struct literal with names. */
export interface MapExpr extends Place {
  readonly kind: 'map';
  /** Spread entries (`...other`) have the key null. */
  readonly entries: readonly MapEntry[];
  /** The type that a struct literal names, as it is written: `Server` of `&Server{…}`. */
  readonly type?: string;
}

export interface MapEntry {
  readonly key: Expr | null;
  readonly value: Expr;
}

/** A function, lambda, closure or block that stands where a value does; see `Scope`. */
export interface FunctionExpr extends Place {
  readonly kind: 'function';
  /** Its index in `FileFacts.scopes`. */
  readonly scope: number;
}

/** One of several values, the likeliest first: `a ?? b`, `a || b`, `c ? a : b`, `a or b`, `a.orElse(b)`. */
export interface EitherExpr extends Place {
  readonly kind: 'either';
  readonly options: readonly Expr[];
  /** True where it is the first of them that is not empty, as far as that is told: Python's `a or b`. */
  readonly isFirst?: boolean;
}

/** Anything else, as it is written, shortened. */
export interface UnknownExpr extends Place {
  readonly kind: 'unknown';
  readonly text: string;
}

/** What an import brings under a local name. */
export interface Import extends Place {
  /** The name it has in this file. */
  readonly local: string;
  /** What it is imported from, as it is written: `./users.js`, `.users`, `github.com/gin-gonic/gin`, `java.util`. */
  readonly module: string;
  /** The name it has there; `*` for the module itself, `default` for a default export. */
  readonly name: string;
}

/** What code is written in: the file, a class (or interface, trait, module, impl, struct) or a function. */
export interface Scope extends Place {
  readonly kind: 'file' | 'class' | 'function';
  /** Null for the file and for functions without a name. A method's name without its class. */
  readonly name: string | null;
  /** The index of the scope around it; null for the file. */
  readonly parent: number | null;
  /** Decorators, annotations and attributes, in order. */
  readonly decorators: readonly CallExpr[];
  /** Functions: their parameters; classes that say those of their constructor (C#, Java's records) have them too. */
  readonly params: readonly Param[];
  /** Classes: what they extend, implement or embed; for `impl Trait for Type`, the trait. */
  readonly bases: readonly Expr[];
  /** Functions: the declared type of what they return, as it is written. */
  readonly returnType: string | null;
  /** Go's and Kotlin's receivers: the name and type that a method is declared on. */
  readonly receiver: Param | null;
  /** True for a class that no object is made of: an interface, an abstract class, in C# also a generic one. */
  readonly abstract?: boolean;
  /** True for a class of which other files may have further parts: C#. */
  readonly partial?: boolean;
  /** True for a method that is declared public, where that must be said: C#. */
  readonly public?: boolean;
  /** True for a method that is read like a field: JavaScript's `get router() { … }`, Python's `@property`. */
  readonly getter?: boolean;
  /** The last line of it. */
  readonly endLine: number;
}

export interface Param extends Place {
  readonly name: string;
  /** The declared type as it is written, without whitespace at its ends; null where there is none. */
  readonly type: string | null;
  readonly default: Expr | null;
  readonly decorators: readonly CallExpr[];
  /** For one that takes all further arguments, those without names or those with: Python's `*paths` and `**options`. */
  readonly rest?: 'list' | 'map';
}

/** A name that gets a value: a variable, a constant, an attribute, a field, an enum's member. */
export interface Binding extends Place {
  /** `name`; with its object where it has one: `app.state`, `self.router`, `module.exports`. */
  readonly name: string;
  /** The index of the scope it is written in. */
  readonly scope: number;
  /** Null where it is declared without a value. */
  readonly value: Expr | null;
  /** Whether the name is given each item of the value in turn: `for (const name of value)`. */
  readonly each: boolean;
  /** The declared type as it is written; null where there is none. */
  readonly type: string | null;
  readonly decorators: readonly CallExpr[];
  /**
   * For a name that its scope gives several values: the innermost block around that does not always run, or that has
   * the name for itself (`isOwn`); absent where there is none.
   */
  readonly block?: Block;
  readonly isOwn?: boolean;
}

/** A part of a function. */
export interface Block extends Place {
  readonly endLine: number;
  /** The column behind its last character. */
  readonly endColumn: number;
}

/** A call, and the scope it is made in. */
export interface CallSite {
  readonly call: CallExpr;
  readonly scope: number;
  /** True where the environment is called only to ask whether a variable is set or what it equals. */
  readonly asked?: true;
}

/** What a function gives back at one place. */
export interface Return {
  readonly value: Expr;
  readonly scope: number;
}

/** What the file offers to others, where a language has that: JavaScript. */
export interface Export extends Place {
  /** `default` for the default export and for `module.exports = …`; `*` for all that `value` names. */
  readonly name: string;
  readonly value: Expr;
  /** For what is passed on from another module: its specifier; `value` is then the name it has there. */
  readonly from: string | null;
}

/** The languages that are read. TypeScript is JavaScript; `dockerfile` and `shell` are read for settings only. */
export type LanguageId =
  | 'javascript'
  | 'python'
  | 'java'
  | 'kotlin'
  | 'go'
  | 'ruby'
  | 'php'
  | 'csharp'
  | 'rust'
  | 'shell'
  | 'dockerfile';

/** All that is known of one file's content. Independent of its path, so that it can be kept by the blob's hash. */
export interface FileFacts {
  readonly language: LanguageId;
  /** Go's and Java's package, C#'s and PHP's namespace, Rust's none; null where there is none. */
  readonly package: string | null;
  readonly imports: readonly Import[];
  /** The file itself is the first; parents come before children. */
  readonly scopes: readonly Scope[];
  readonly bindings: readonly Binding[];
  /** In the order of the text; a call inside another's arguments or callee stands on its own too. */
  readonly calls: readonly CallSite[];
  readonly returns: readonly Return[];
  readonly exports: readonly Export[];
  /**
   * `a.b` and `a[b]` whose object is the environment (see each language), wherever they stand, with their scope:
   * `process.env.PORT`, `os.environ["PORT"]`, `ENV["PORT"]`, `$_ENV['PORT']`.
   */
  readonly accesses: readonly Access[];
  /** What is compared with a text, in `===` and `switch`: `req.method === 'GET'`. Languages that need it tell it. */
  readonly comparisons: readonly Comparison[];
  /** The parts of functions that run only if something is given. Python tells it. */
  readonly conditions: readonly Condition[];
  /** Text that stands beside declarations and says something about settings: Go's struct tags. */
  readonly tags: readonly FieldTag[];
  /** Where the file stops making sense to the parser; null for one that parses completely. */
  readonly broken: Place | null;
}

/** A reading of one member of the environment, or (`name` null) of the environment as a whole. */
export interface Access {
  readonly object: Expr;
  readonly name: Expr | null;
  readonly scope: number;
  /** What stands in for it when it is not set: `?? 'x'`, `|| 'x'`; null where nothing does. */
  readonly fallback: Expr | null;
  /** Whether it is only asked whether it is set or what it equals, which goes well without it: `if (process.env.CI)`. */
  readonly tested?: boolean;
  readonly at: Place;
}

/** A value that is compared with a text, for being the same or not. */
export interface Comparison {
  readonly subject: Expr;
  readonly value: Expr;
  readonly scope: number;
}

/** A part of a function that runs only if something is true, or (`holds` false) only if it is not. */
export interface Condition extends Block {
  readonly scope: number;
  readonly subject: Expr;
  readonly holds: boolean;
}

/** A tag of a struct's field, as Go writes them. */
export interface FieldTag extends Place {
  /** The struct. */
  readonly scope: number;
  readonly field: string;
  /** The field's type as it is written. */
  readonly type: string;
  /** The tag without its quotes: `env:"PORT" envDefault:"80"`. */
  readonly text: string;
}
