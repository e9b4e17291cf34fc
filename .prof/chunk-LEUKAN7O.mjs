import {
  compareText
} from "./chunk-KXT3YPIV.mjs";

// src/drift/contract/rules/define.ts
var USUAL_SEVERITY = {
  definitely_breaking: "high",
  potentially_breaking: "medium",
  non_breaking: "info"
};
function rulesOf(entries) {
  return Object.entries(entries).map(([id, entry]) => ({
    ...entry,
    id,
    area: "contract",
    severity: entry.severity ?? USUAL_SEVERITY[entry.compatibility]
  }));
}

// src/drift/contract/rules/encoding.ts
var REQUEST = { direction: "request", mismatch_type: "media_type_mismatch" };
var RESPONSE = { direction: "response", mismatch_type: "media_type_mismatch" };
var encodingRules = {
  "request-body-encoding-changed": {
    ...REQUEST,
    compatibility: "potentially_breaking",
    title: "The way a part of the request body is encoded changed",
    why: "Callers encode the part in the old way, which the server may read differently.",
    remedy: "Keep accepting the old encoding."
  },
  "request-body-encoding-style-changed": {
    ...REQUEST,
    compatibility: "definitely_breaking",
    title: "The style of a list or an object in a form changed",
    why: "Callers write the part in the old way, which is read as something else.",
    remedy: "Keep the style, or add a new property for the other one."
  },
  "request-body-encoding-content-type-added": {
    ...REQUEST,
    compatibility: "non_breaking",
    title: "A part of the request body may have one more media type",
    why: "Parts in the old media types are still accepted.",
    remedy: "Nothing to do."
  },
  "request-body-encoding-content-type-removed": {
    ...REQUEST,
    compatibility: "definitely_breaking",
    title: "A part of the request body may no longer have a media type",
    why: "Callers that send the part in that media type are refused.",
    remedy: "Keep accepting the media type."
  },
  "request-body-encoding-header-added": {
    ...REQUEST,
    compatibility: "non_breaking",
    title: "A part of the request body may have one more header",
    why: "Callers may go on without it.",
    remedy: "Nothing to do."
  },
  "request-body-encoding-header-removed": {
    ...REQUEST,
    compatibility: "potentially_breaking",
    title: "A header of a part of the request body was removed",
    why: "What callers say by the header is no longer read.",
    remedy: "Keep reading the header."
  },
  "request-body-encoding-required-header-added": {
    ...REQUEST,
    compatibility: "definitely_breaking",
    title: "A part of the request body needs one more header",
    why: "Callers do not send the header, so that the part is refused.",
    remedy: "Make the header optional."
  },
  "response-encoding-changed": {
    ...RESPONSE,
    compatibility: "potentially_breaking",
    title: "The way a part of a response body is encoded changed",
    why: "Consumers decode the part in the old way.",
    remedy: "Keep the old encoding."
  },
  "response-encoding-style-changed": {
    ...RESPONSE,
    compatibility: "definitely_breaking",
    title: "The style of a list or an object in a form that is answered changed",
    why: "Consumers read the part in the old way, which means something else.",
    remedy: "Keep the style, or add a new property for the other one."
  },
  "response-encoding-content-type-added": {
    ...RESPONSE,
    compatibility: "definitely_breaking",
    title: "A part of a response body may come in one more media type",
    why: "Consumers get the part in a media type that they cannot read.",
    remedy: "Keep sending the old media types only."
  },
  "response-encoding-content-type-removed": {
    ...RESPONSE,
    compatibility: "non_breaking",
    title: "A part of a response body no longer comes in a media type",
    why: "Every media type that can come could come before.",
    remedy: "Nothing to do."
  },
  "response-encoding-header-added": {
    ...RESPONSE,
    compatibility: "non_breaking",
    title: "A part of a response body may have one more header",
    why: "Consumers may leave it unread.",
    remedy: "Nothing to do."
  },
  "response-encoding-header-removed": {
    ...RESPONSE,
    compatibility: "potentially_breaking",
    title: "A header of a part of a response body was removed",
    why: "Consumers that read the header lose it.",
    remedy: "Keep sending the header."
  }
};

// src/drift/contract/rules/lifecycle.ts
var LIFECYCLE_SUBJECTS = {
  api: { direction: "none", name: "an operation" },
  "request-parameter": { direction: "request", name: "a parameter" },
  "request-property": { direction: "request", name: "a request property" },
  "request-body-media-type": { direction: "request", name: "a media type of the request body" },
  "request-enum-value": { direction: "request", name: "a listed value of a request" },
  "response-property": { direction: "response", name: "a response property" },
  "response-enum-value": { direction: "response", name: "a listed value of a response" },
  "response-header": { direction: "response", name: "a response header" },
  "response-media-type": { direction: "response", name: "a media type of a response" }
};
var EVENTS = {
  deprecated: {
    title: (subject) => `${capital(subject)} was deprecated`,
    compatibility: "non_breaking",
    why: "It still works; whoever uses it is told to move on.",
    remedy: "Say in its description what to use instead, and give an x-sunset date."
  },
  "deprecated-with-sunset": {
    title: (subject) => `A sunset date was announced for ${subject}`,
    compatibility: "non_breaking",
    why: "It works until the date; whoever uses it is told to move on.",
    remedy: "Say in its description what to use instead."
  },
  "deprecated-sunset-missing": {
    title: (subject) => `${capital(subject)} that is declared stable was deprecated without a sunset date`,
    compatibility: "non_breaking",
    severity: "low",
    why: "It was promised to be stable, and nobody can tell how long it stays.",
    remedy: "Add an x-sunset date."
  },
  "sunset-parse": {
    title: (subject) => `The sunset date of ${subject} cannot be read`,
    compatibility: "potentially_breaking",
    why: "Nobody can tell how long it stays.",
    remedy: "Write the date as YYYY-MM-DD, such as 2030-12-31."
  },
  "sunset-date-too-small": {
    title: (subject) => `The sunset date announced for ${subject} has already passed`,
    compatibility: "potentially_breaking",
    why: "Whoever uses it has no time left to move on.",
    remedy: "Announce a date that leaves time to move on."
  },
  "sunset-date-changed-too-small": {
    title: (subject) => `The sunset date of ${subject} was moved to an earlier day`,
    compatibility: "potentially_breaking",
    why: "Whoever planned by the old date has less time than was promised.",
    remedy: "Keep the date that was promised, or a later one."
  },
  "sunset-date-postponed": {
    title: (subject) => `The sunset date of ${subject} was moved to a later day`,
    compatibility: "non_breaking",
    why: "It stays longer than was promised.",
    remedy: "Nothing to do."
  },
  "sunset-deleted": {
    title: (subject) => `The sunset date of ${subject} was taken back`,
    compatibility: "potentially_breaking",
    why: "It is still deprecated, and may now be removed on any day.",
    remedy: "Keep the date, or take back the deprecation as well."
  },
  reactivated: {
    title: (subject) => `${capital(subject)} is no longer deprecated`,
    compatibility: "non_breaking",
    why: "It works as before and stays.",
    remedy: "Nothing to do."
  },
  "stability-decreased": {
    title: (subject) => `The stability level of ${subject} was lowered`,
    compatibility: "potentially_breaking",
    why: "Whoever relies on it was promised more than holds from now on.",
    remedy: "Keep the level, and deprecate what cannot be kept stable."
  },
  "stability-increased": {
    title: (subject) => `The stability level of ${subject} was raised`,
    compatibility: "non_breaking",
    why: "More is promised than before.",
    remedy: "Nothing to do."
  },
  "invalid-stability-level": {
    title: (subject) => `The stability level of ${subject} is none that is known`,
    compatibility: "potentially_breaking",
    why: "Nobody can tell what is promised.",
    remedy: "Write draft, alpha, beta or stable."
  }
};
var OPERATION_IDS = [
  ["deprecated", "endpoint-deprecated"],
  ["deprecated-with-sunset", "endpoint-deprecated-with-sunset"],
  ["reactivated", "endpoint-reactivated"],
  ["sunset-deleted", "sunset-deleted"],
  ["sunset-parse", "api-deprecated-sunset-parse"]
];
var OLDER_IDS = new Map(OPERATION_IDS);
function lifecycleRuleId(subject, event) {
  const older = subject === "api" ? OLDER_IDS.get(event) : void 0;
  return older ?? `${subject}-${event}`;
}
function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
var lifecycleRules = subjects().flatMap((subject) => {
  const { direction, name } = LIFECYCLE_SUBJECTS[subject];
  return events().flatMap((event) => {
    const { title, ...entry } = EVENTS[event];
    const id = lifecycleRuleId(subject, event);
    return rulesOf({
      [id]: { ...entry, direction, mismatch_type: "metadata_mismatch", title: title(name) }
    });
  });
});
function subjects() {
  return Object.keys(LIFECYCLE_SUBJECTS).filter(
    (key) => Object.hasOwn(LIFECYCLE_SUBJECTS, key)
  );
}
function events() {
  return Object.keys(EVENTS).filter((key) => Object.hasOwn(EVENTS, key));
}

// src/drift/contract/rules/operation.ts
var NOTE_VERSION = "A remark on the changes beside it: reported once for a contract, only where something definitely breaks, and never counted against a budget.";
var operationRules = {
  "contract-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "metadata_mismatch",
    title: "A contract was added",
    why: "Nobody relies on a new contract yet.",
    remedy: "Nothing to do."
  },
  "contract-removed": {
    direction: "none",
    compatibility: "definitely_breaking",
    severity: "critical",
    mismatch_type: "endpoint_not_found",
    title: "A whole contract was removed",
    why: "Every caller of every operation in it loses what the contract promised.",
    remedy: "Keep the contract, mark its operations as deprecated with an x-sunset date, and remove it after that date."
  },
  "endpoint-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "endpoint_not_found",
    title: "An operation was added",
    why: "Existing callers do not use it yet.",
    remedy: "Nothing to do."
  },
  "api-path-removed-without-deprecation": {
    direction: "none",
    compatibility: "definitely_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A path was removed that was not deprecated",
    why: "Callers of its operations get an error from now on, without a warning before.",
    remedy: "Restore the path, mark its operations as deprecated with an x-sunset date, and remove it after that date."
  },
  "api-path-removed-before-sunset": {
    direction: "none",
    compatibility: "definitely_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A path was removed before its sunset date",
    why: "Callers were promised that its operations stay until the date.",
    remedy: "Restore the path and remove it after the sunset date."
  },
  "api-path-removed-with-deprecation": {
    direction: "none",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "endpoint_not_found",
    title: "A deprecated path was removed",
    why: "Its operations were announced as deprecated, and no sunset date in the future was promised.",
    remedy: "Make sure that nobody calls it any more."
  },
  "api-removed-without-deprecation": {
    direction: "none",
    compatibility: "definitely_breaking",
    mismatch_type: "method_not_allowed",
    title: "An operation was removed that was not deprecated",
    why: "Callers get an error from now on, without a warning before.",
    remedy: "Restore the operation, mark it as deprecated with an x-sunset date, and remove it after that date."
  },
  "api-removed-before-sunset": {
    direction: "none",
    compatibility: "definitely_breaking",
    mismatch_type: "method_not_allowed",
    title: "An operation was removed before its sunset date",
    why: "Callers were promised that it stays until the date.",
    remedy: "Restore the operation and remove it after the sunset date."
  },
  "api-removed-with-deprecation": {
    direction: "none",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "method_not_allowed",
    title: "A deprecated operation was removed",
    why: "It was announced as deprecated, and no sunset date in the future was promised.",
    remedy: "Make sure that nobody calls it any more."
  },
  "api-operation-renamed": {
    direction: "none",
    compatibility: "definitely_breaking",
    mismatch_type: "endpoint_not_found",
    title: "An operation was likely renamed: its path changed",
    why: "Callers send requests to the old path, where nothing answers any more.",
    remedy: "Keep the old path beside the new one, mark it as deprecated with an x-sunset date, and remove it after that date."
  },
  "api-operation-id-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "metadata_mismatch",
    title: "An operation was given an id",
    why: "Generated clients may name the function otherwise from now on.",
    remedy: "Nothing to do."
  },
  "api-operation-id-changed": {
    direction: "none",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "metadata_mismatch",
    title: "The id of an operation changed",
    why: "No request changes, but generated clients name the function otherwise.",
    remedy: "Keep the id, or tell those who generate clients."
  },
  "api-operation-id-removed": {
    direction: "none",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "metadata_mismatch",
    title: "The id of an operation was removed",
    why: "No request changes, but generated clients name the function otherwise.",
    remedy: "Keep the id, or tell those who generate clients."
  },
  "api-tag-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "metadata_mismatch",
    title: "A tag was added to an operation",
    why: "Tags only group operations.",
    remedy: "Nothing to do."
  },
  "api-tag-removed": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "metadata_mismatch",
    title: "A tag was removed from an operation",
    why: "Tags only group operations; generated clients may group functions otherwise.",
    remedy: "Nothing to do."
  },
  "api-version-decreased": {
    direction: "none",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "metadata_mismatch",
    title: "The version of the contract went down",
    why: "Callers cannot tell by the version which contract is the newer one.",
    remedy: "Give the contract a higher version."
  },
  "api-version-not-bumped": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "metadata_mismatch",
    title: "Something breaks, and the version stayed the same",
    why: "Callers that go by the version see no reason to look.",
    remedy: "Give the contract a higher version.",
    note: NOTE_VERSION
  },
  "api-major-version-not-bumped": {
    direction: "none",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "metadata_mismatch",
    title: "Something breaks, and the version was raised, but not its major part",
    why: "Callers that go by the version expect that nothing breaks.",
    remedy: "Avoid the break, or raise the major version.",
    note: NOTE_VERSION
  },
  "api-component-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "A component other than a schema was added that nothing refers to",
    why: "Nobody relies on it yet.",
    remedy: "Nothing to do."
  },
  "api-component-removed": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "missing_required_field",
    title: "A component other than a schema was removed that no operation refers to",
    why: "Whoever shares the component, such as another contract, loses it.",
    remedy: "Keep the component until nobody uses it."
  },
  "api-schema-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "A component that nothing refers to was added",
    why: "Nobody relies on it yet.",
    remedy: "Nothing to do."
  },
  "api-schema-removed": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "missing_required_field",
    title: "A component that no operation refers to was removed",
    why: "Whoever shares the component, such as generated code or another contract, loses it.",
    remedy: "Keep the component until nobody uses it."
  },
  "api-schema-renamed": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "missing_required_field",
    title: "A component that no operation refers to was likely renamed",
    why: "Whoever shares the component by its old name, such as generated code or another contract, loses it.",
    remedy: "Keep the old name beside the new one until nobody uses it."
  }
};

// src/drift/contract/rules/judgement.ts
var REFUSED = {
  compatibility: "definitely_breaking",
  why: "Callers send values that were accepted and are now refused.",
  remedy: "Keep accepting the old values, or add a new property, parameter or operation."
};
var ACCEPTED = {
  compatibility: "non_breaking",
  why: "Every value that callers send is still accepted.",
  remedy: "Nothing to do."
};
var UNEXPECTED = {
  compatibility: "definitely_breaking",
  why: "Consumers get values that could not come before and that they cannot read.",
  remedy: "Keep sending only the old values, or add a new property or operation for the others."
};
var EXPECTED = {
  compatibility: "non_breaking",
  why: "Every value that can come could come before.",
  remedy: "Nothing to do."
};
var UNDECIDED_REQUEST = {
  compatibility: "potentially_breaking",
  why: "It could not be decided whether every value that was accepted still is.",
  remedy: "Compare the two, and keep accepting what callers send."
};
var UNDECIDED_RESPONSE = {
  compatibility: "potentially_breaking",
  why: "It could not be decided whether consumers can read every value that may come now.",
  remedy: "Compare the two, and keep to what consumers can read."
};
var narrowed = { request: REFUSED, response: EXPECTED };
var widened = { request: ACCEPTED, response: UNEXPECTED };
var changed = { request: REFUSED, response: UNEXPECTED };
var undecided = { request: UNDECIDED_REQUEST, response: UNDECIDED_RESPONSE };
function remedyOf({ remedy, direction, compatibility: declared }, compatibility) {
  if (compatibility === "non_breaking" && declared !== compatibility) return ACCEPTED.remedy;
  if (declared !== "non_breaking" || compatibility === declared || direction === "none")
    return remedy;
  const isOpen = compatibility === "potentially_breaking";
  if (direction === "request") return (isOpen ? UNDECIDED_REQUEST : REFUSED).remedy;
  return (isOpen ? UNDECIDED_RESPONSE : UNEXPECTED).remedy;
}
function capital2(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

// src/drift/contract/rules/planned-removal.ts
var PLANNED_SUBJECTS = {
  "request-property": {
    direction: "request",
    mismatch_type: "unexpected_field",
    compatibility: "potentially_breaking",
    name: "a request property"
  },
  "request-enum-value": {
    direction: "request",
    mismatch_type: "constraint_violation",
    compatibility: "definitely_breaking",
    name: "a listed value of a request"
  },
  "response-enum-value": {
    direction: "response",
    mismatch_type: "constraint_violation",
    compatibility: "non_breaking",
    name: "a listed value of a response"
  },
  "response-property": {
    direction: "response",
    mismatch_type: "missing_required_field",
    compatibility: "potentially_breaking",
    name: "a response property"
  },
  "response-header": {
    direction: "response",
    mismatch_type: "header_mismatch",
    compatibility: "definitely_breaking",
    name: "a response header"
  },
  "request-body-media-type": {
    direction: "request",
    mismatch_type: "media_type_mismatch",
    compatibility: "definitely_breaking",
    name: "a media type of the request body"
  },
  "response-media-type": {
    direction: "response",
    mismatch_type: "media_type_mismatch",
    compatibility: "definitely_breaking",
    name: "a media type of a response"
  }
};
var KINDS = {
  "with-deprecation": {
    title: (subject) => `${capital2(subject)} that was deprecated was removed`,
    compatibility: "non_breaking",
    severity: "low",
    why: "It was announced as deprecated, and its sunset date has come.",
    remedy: "Make sure that nobody uses it any more.",
    note: "Where no sunset date was given, nobody could tell when it would go: then it is potentially breaking, if it breaks at all without an announcement."
  },
  "before-sunset": {
    title: (subject) => `${capital2(subject)} was removed before its sunset date`,
    why: "It was promised to stay until the date.",
    remedy: "Restore it and remove it after the sunset date.",
    note: "As bad as the same removal without an announcement."
  }
};
var HARMLESS = {
  severity: "low",
  why: "Consumers can read every value that still comes.",
  remedy: "Nothing to do."
};
var plannedRemovalRules = subjects2().flatMap((subject) => {
  const { name, ...shared } = PLANNED_SUBJECTS[subject];
  const breaksNobody = shared.compatibility === "non_breaking" ? HARMLESS : {};
  return Object.entries(KINDS).flatMap(
    ([kind, { title, ...entry }]) => rulesOf({
      [`${subject}-removed-${kind}`]: { ...shared, ...entry, ...breaksNobody, title: title(name) }
    })
  );
});
function subjects2() {
  return Object.keys(PLANNED_SUBJECTS).filter(
    (key) => Object.hasOwn(PLANNED_SUBJECTS, key)
  );
}

// src/drift/contract/rules/property.ts
var propertyRules = {
  "new-required-request-property": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A required request property was added",
    why: "Callers do not send it, so their requests are refused.",
    remedy: "Make the property optional with a default on the server."
  },
  "new-required-request-property-with-default": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A required request property with a default was added",
    why: "Callers do not send it, and a default does not make a required property optional.",
    remedy: "Take the property off the required list; the default then does what is meant."
  },
  "new-optional-request-property": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "An optional request property was added",
    why: "Callers may go on without it.",
    remedy: "Nothing to do."
  },
  "request-property-removed": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "unexpected_field",
    title: "A request property was removed",
    why: "Callers that send it are ignored or refused, depending on the server.",
    remedy: "Keep accepting the property, and mark it as deprecated."
  },
  "request-property-became-required": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "An optional request property became required",
    why: "Requests of callers that do not send it are refused.",
    remedy: "Keep the property optional with a default on the server."
  },
  "request-property-became-required-with-default": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A request property with a default became required",
    why: "Requests of callers that leave it out are refused, and a default does not make a required property optional.",
    remedy: "Take the property off the required list; the default then does what is meant."
  },
  "request-property-became-optional": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "missing_required_field",
    title: "A required request property became optional",
    why: "Callers that send it are still understood.",
    remedy: "Nothing to do."
  },
  "request-optional-property-became-read-only": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "unexpected_field",
    title: "An optional request property became read-only",
    why: "What callers send there is ignored or refused, depending on the server.",
    remedy: "Keep accepting the property, or tell callers to stop sending it."
  },
  "request-required-property-became-read-only": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "unexpected_field",
    title: "A required request property became read-only",
    why: "All callers send it; it is now ignored or refused, depending on the server.",
    remedy: "Keep accepting the property, or tell callers to stop sending it."
  },
  "request-optional-property-became-not-read-only": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "A read-only property can now be sent",
    why: "Callers may go on without it.",
    remedy: "Nothing to do."
  },
  "request-required-property-became-not-read-only": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A required property that was read-only must now be sent",
    why: "Callers do not send it, because it was read-only, so their requests are refused.",
    remedy: "Take the property off the required list, or keep it read-only."
  },
  "response-required-property-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "A response property was added that is always there",
    why: "Consumers ignore properties that they do not know.",
    remedy: "Nothing to do."
  },
  "response-optional-property-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "An optional response property was added",
    why: "Consumers ignore properties that they do not know.",
    remedy: "Nothing to do."
  },
  "response-required-property-removed": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A response property was removed that was always there",
    why: "Consumers rely on the property being there.",
    remedy: "Keep sending the property, mark it as deprecated, and remove it when nobody reads it."
  },
  "response-optional-property-removed": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "missing_required_field",
    title: "An optional response property was removed",
    why: "Consumers that read the property where it is sent lose it.",
    remedy: "Keep sending the property, or make sure that nobody reads it."
  },
  "response-property-became-optional": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A required response property became optional",
    why: "Consumers rely on the property being there.",
    remedy: "Keep the property required."
  },
  "response-property-became-required": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "missing_required_field",
    title: "An optional response property became required",
    why: "Consumers find the property more often than before.",
    remedy: "Nothing to do."
  },
  "response-optional-property-became-write-only": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "missing_required_field",
    title: "An optional response property became write-only",
    why: "Consumers that read the property where it is sent lose it.",
    remedy: "Keep sending the property, or make sure that nobody reads it."
  },
  "response-required-property-became-write-only": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A required response property became write-only",
    why: "Consumers rely on the property being there, and it is no longer sent.",
    remedy: "Keep sending the property."
  },
  "response-optional-property-became-not-write-only": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "A write-only property can now come in responses",
    why: "Consumers ignore properties that they do not know.",
    remedy: "Make sure that the value may be shown to whoever reads the response."
  },
  "response-required-property-became-not-write-only": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "A write-only property is now always in responses",
    why: "Consumers ignore properties that they do not know.",
    remedy: "Make sure that the value may be shown to whoever reads the response."
  }
};

// src/drift/contract/rules/request.ts
var requestRules = {
  "new-required-request-parameter": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A required parameter was added",
    why: "Callers do not send it, so their requests are refused.",
    remedy: "Make the parameter optional with a default on the server, or add a new operation."
  },
  "new-optional-request-parameter": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "query_param_mismatch",
    title: "An optional parameter was added",
    why: "Callers may go on without it.",
    remedy: "Nothing to do."
  },
  "new-request-path-parameter": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A path parameter was declared that was not before",
    why: "Callers already send a value there, but nothing said so far which values are allowed.",
    remedy: "Check that the declaration allows every value that was accepted."
  },
  "request-parameter-removed": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter was removed",
    why: "Callers that send it are ignored or refused, depending on the server.",
    remedy: "Keep the parameter, mark it as deprecated, and remove it when nobody sends it."
  },
  "request-parameter-removed-with-deprecation": {
    direction: "request",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "query_param_mismatch",
    title: "A deprecated parameter was removed",
    why: "It was announced as deprecated, and no sunset date in the future was promised.",
    remedy: "Make sure that nobody sends it any more."
  },
  "request-parameter-removed-before-sunset": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter was removed before its sunset date",
    why: "Callers were promised that it stays until the date.",
    remedy: "Restore the parameter and remove it after the sunset date."
  },
  "request-parameter-became-required": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "query_param_mismatch",
    title: "An optional parameter became required",
    why: "Requests of callers that do not send it are refused.",
    remedy: "Keep the parameter optional with a default on the server."
  },
  "request-parameter-became-optional": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A required parameter became optional",
    why: "Callers that send it are still understood.",
    remedy: "Nothing to do."
  },
  "request-parameter-style-changed": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "query_param_mismatch",
    title: "The way a parameter is written changed",
    why: "Callers write lists and objects in the old way, which the server now reads differently.",
    remedy: "Keep style and explode as they were, or add a new parameter."
  },
  "request-body-added-required": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A required request body was added",
    why: "Callers send no body, so their requests are refused.",
    remedy: "Make the body optional, or add a new operation."
  },
  "request-body-added-optional": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "An optional request body was added",
    why: "Callers may go on without one.",
    remedy: "Nothing to do."
  },
  "request-body-removed": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "unexpected_field",
    title: "The request body was removed",
    why: "What callers send is ignored or refused.",
    remedy: "Keep accepting the body, and deprecate the operation in favour of a new one."
  },
  "request-body-became-required": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "The request body became required",
    why: "Requests of callers that send no body are refused.",
    remedy: "Keep the body optional."
  },
  "request-body-became-optional": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "missing_required_field",
    title: "The request body became optional",
    why: "Callers that send it are still understood.",
    remedy: "Nothing to do."
  },
  "request-body-media-type-added": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "media_type_mismatch",
    title: "A media type was added to the request body",
    why: "Callers may go on with those they use.",
    remedy: "Nothing to do."
  },
  "request-body-media-type-removed": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "media_type_mismatch",
    title: "A media type was removed from the request body",
    why: "Requests in that media type are refused.",
    remedy: "Keep accepting the media type."
  },
  "request-parameter-moved": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter is now sent in another place",
    why: "Callers send it in the old place, where it is not read any more.",
    remedy: "Accept the parameter in both places until all callers have moved."
  },
  "request-parameter-empty-value-allowed": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter may now be sent without a value",
    why: "Callers that send a value are still understood.",
    remedy: "Nothing to do."
  },
  "request-parameter-empty-value-forbidden": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter may no longer be sent without a value",
    why: "Requests of callers that send it empty are refused.",
    remedy: "Keep accepting the empty value."
  },
  "request-parameter-reserved-allowed": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter may now hold reserved characters as they are",
    why: "Callers that encode them are still understood.",
    remedy: "Nothing to do."
  },
  "request-parameter-reserved-forbidden": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter may no longer hold reserved characters as they are",
    why: "Callers that do not encode them may be misread.",
    remedy: "Keep accepting reserved characters."
  },
  "request-property-renamed": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "unexpected_field",
    title: "A request property was likely renamed",
    why: "Callers send the old name, which is ignored or refused, depending on the server.",
    remedy: "Accept both names until all callers have moved."
  }
};

// src/drift/contract/rules/response.ts
var responseRules = {
  "response-success-status-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "status_code_mismatch",
    title: "A success status was added",
    why: "Consumers that go by the class of the status still see a success.",
    remedy: "Make sure that consumers do not wait for one exact status."
  },
  "response-success-status-removed": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "status_code_mismatch",
    title: "A success status was removed",
    why: "Consumers wait for that status and read its body.",
    remedy: "Keep answering with the status."
  },
  "response-non-success-status-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "status_code_mismatch",
    title: "An error status was added",
    why: "Consumers have to expect errors of any kind.",
    remedy: "Nothing to do."
  },
  "response-non-success-status-removed": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "status_code_mismatch",
    title: "An error status was removed",
    why: "The error no longer comes; code that handles it stays unused.",
    remedy: "Nothing to do."
  },
  "response-media-type-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "media_type_mismatch",
    title: "A media type was added to a response",
    why: "Consumers that ask for the one they know still get it.",
    remedy: "Nothing to do."
  },
  "response-media-type-removed": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "media_type_mismatch",
    title: "A media type was removed from a response",
    why: "Consumers that read that media type get something else.",
    remedy: "Keep offering the media type."
  },
  "response-header-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "header_mismatch",
    title: "A response header was added",
    why: "Consumers ignore headers that they do not know.",
    remedy: "Nothing to do."
  },
  "required-response-header-removed": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "header_mismatch",
    title: "A required response header was removed",
    why: "Consumers rely on the header being there.",
    remedy: "Keep sending the header."
  },
  "optional-response-header-removed": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "header_mismatch",
    title: "An optional response header was removed",
    why: "Consumers that use the header where it is sent lose it.",
    remedy: "Keep sending the header, or make sure that nobody reads it."
  },
  "response-header-became-optional": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "header_mismatch",
    title: "A required response header became optional",
    why: "Consumers rely on the header being there.",
    remedy: "Keep the header required."
  },
  "response-header-became-required": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "header_mismatch",
    title: "An optional response header became required",
    why: "Consumers find the header more often than before.",
    remedy: "Nothing to do."
  },
  "response-media-type-name-generalized": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "media_type_mismatch",
    title: "The media type of a response became wider",
    why: "Consumers that read only the old media type may get another one that the new name covers.",
    remedy: "Keep naming the media types that are really sent."
  },
  "response-media-type-name-specialized": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "media_type_mismatch",
    title: "The media type of a response became narrower",
    why: "What comes was possible before.",
    remedy: "Nothing to do."
  },
  "response-status-range-narrowed": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "status_code_mismatch",
    title: "A range of statuses was replaced by single ones",
    why: "Each status that can come was possible before.",
    remedy: "Nothing to do."
  },
  "response-header-style-changed": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "header_mismatch",
    title: "The way a response header is written changed",
    why: "Consumers read lists and objects in the old way.",
    remedy: "Keep style and explode as they were, or add a new header."
  },
  "response-link-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "metadata_mismatch",
    title: "A link was added to a response",
    why: "Consumers ignore links that they do not know.",
    remedy: "Nothing to do."
  },
  "response-link-changed": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "metadata_mismatch",
    title: "A link of a response leads elsewhere",
    why: "Consumers that follow the link call another operation, or with other values.",
    remedy: "Keep the link, and add another one."
  },
  "response-link-removed": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "metadata_mismatch",
    title: "A link of a response was removed",
    why: "Consumers that follow the link lose the way.",
    remedy: "Keep the link."
  },
  "response-property-renamed": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "missing_required_field",
    title: "A response property was likely renamed",
    why: "Consumers that read the old name lose the value.",
    remedy: "Send both names until all consumers have moved."
  }
};

// src/drift/contract/rules/facts/annotation.ts
var NOTE_HINT = "A discriminator refuses no value, but programs that were generated from the contract choose the type by it.";
var HINT = {
  compatibility: "potentially_breaking",
  why: "Programs that choose the type by the discriminator choose another one, or none.",
  remedy: "Keep the discriminator and its values as they were, and only add to them."
};
var HARMLESS2 = {
  compatibility: "non_breaking",
  why: "It only helps to choose the type; which values are accepted does not change.",
  remedy: "Nothing to do."
};
var hint = { request: HINT, response: HINT };
var harmless = { request: HARMLESS2, response: HARMLESS2 };
var annotationFacts = {
  "content-encoding-changed": {
    title: (site) => `The content encoding of ${site} changed`,
    mismatch_type: "format_mismatch",
    bodies: true,
    annotation: true,
    ...changed
  },
  "content-media-type-changed": {
    title: (site) => `The content media type of ${site} changed`,
    mismatch_type: "format_mismatch",
    bodies: true,
    annotation: true,
    ...changed
  },
  "content-schema-added": {
    title: (site) => `A schema of the encoded content was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...narrowed
  },
  "content-schema-removed": {
    title: (site) => `The schema of the encoded content of ${site} was removed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...widened
  },
  "content-schema-changed": {
    title: (site) => `The schema of the encoded content of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...undecided
  },
  "discriminator-added": {
    title: (site) => `A discriminator was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...harmless
  },
  "discriminator-removed": {
    title: (site) => `The discriminator of ${site} was removed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT
  },
  "discriminator-property-name-changed": {
    title: (site) => `The discriminator property of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT
  },
  "discriminator-mapping-added": {
    title: (site) => `A value was added to the discriminator mapping of ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...harmless
  },
  "discriminator-mapping-changed": {
    title: (site) => `A value of the discriminator mapping of ${site} leads to another schema`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT
  },
  "discriminator-mapping-deleted": {
    title: (site) => `A value was removed from the discriminator mapping of ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT
  }
};

// src/drift/contract/rules/facts/bound.ts
var BOUNDS = {
  max: { keyword: "maximum", upper: true },
  min: { keyword: "minimum", upper: false },
  "exclusive-max": { keyword: "exclusiveMaximum", upper: true },
  "exclusive-min": { keyword: "exclusiveMinimum", upper: false },
  "max-length": { keyword: "maxLength", upper: true },
  "min-length": { keyword: "minLength", upper: false },
  "max-items": { keyword: "maxItems", upper: true },
  "min-items": { keyword: "minItems", upper: false },
  "max-properties": { keyword: "maxProperties", upper: true, bodies: true },
  "min-properties": { keyword: "minProperties", upper: false, bodies: true },
  "max-contains": { keyword: "maxContains", upper: true, bodies: true },
  "min-contains": { keyword: "minContains", upper: false, bodies: true }
};
function boundFact(name, change) {
  if (name !== "min-contains") return `${name}-${change}`;
  return change === "increased" || change === "set" ? "min-contains-increased" : "min-contains-decreased";
}
var NOTE = "A bound where there was none refuses values that were accepted, which is certain, not only possible.";
var boundFacts = build();
function build() {
  const facts = {};
  for (const name of names()) {
    const bound = BOUNDS[name];
    const set2 = (change, words, narrows) => {
      facts[boundFact(name, change)] = {
        title: (site) => `${bound.keyword} of ${site} ${words}`,
        mismatch_type: "constraint_violation",
        ...narrows ? narrowed : widened,
        ..."bodies" in bound ? { bodies: true } : {},
        ...change === "set" ? { note: NOTE } : {}
      };
    };
    if (name !== "min-contains") {
      set2("set", "was set", true);
      set2("unset", "was removed", false);
    }
    set2("increased", "was increased", !bound.upper);
    set2("decreased", "was decreased", bound.upper);
  }
  return complete(facts);
}
function names() {
  return Object.keys(BOUNDS).filter((name) => name in BOUNDS);
}
function complete(facts) {
  const isComplete = (all2) => Object.keys(all2).length === names().length * 4 - 2;
  if (!isComplete(facts)) throw new Error("A bound has no facts.");
  return facts;
}

// src/drift/contract/rules/facts/condition.ts
var conditionFacts = {
  "contains-added": {
    title: (site) => `contains was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "contains-removed": {
    title: (site) => `contains was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "contains-changed": {
    title: (site) => `contains of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "not-added": {
    title: (site) => `not was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "not-removed": {
    title: (site) => `not was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "not-changed": {
    title: (site) => `not of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "property-names-added": {
    title: (site) => `propertyNames was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "property-names-removed": {
    title: (site) => `propertyNames was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "property-names-changed": {
    title: (site) => `propertyNames of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "dependent-required-added": {
    title: (site) => `dependentRequired was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "dependent-required-removed": {
    title: (site) => `dependentRequired was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "dependent-required-changed": {
    title: (site) => `dependentRequired of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "dependent-schema-added": {
    title: (site) => `dependentSchemas was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "dependent-schema-removed": {
    title: (site) => `dependentSchemas was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "dependent-schema-changed": {
    title: (site) => `dependentSchemas of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "if-added": {
    title: (site) => `if was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "if-removed": {
    title: (site) => `if was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "if-changed": {
    title: (site) => `if of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "then-added": {
    title: (site) => `then was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "then-removed": {
    title: (site) => `then was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "then-changed": {
    title: (site) => `then of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "else-added": {
    title: (site) => `else was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "else-removed": {
    title: (site) => `else was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "else-changed": {
    title: (site) => `else of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  }
};

// src/drift/contract/rules/facts/structure.ts
var NOTE_PREFIX = "Judged by what is accepted: a schema for one more position refuses values there, whether or not more items may follow.";
var structureFacts = {
  "one-of-added": {
    title: (site) => `An alternative was added to oneOf of ${site}`,
    mismatch_type: "type_mismatch",
    ...widened
  },
  "one-of-removed": {
    title: (site) => `An alternative was removed from oneOf of ${site}`,
    mismatch_type: "type_mismatch",
    ...narrowed
  },
  "any-of-added": {
    title: (site) => `An alternative was added to anyOf of ${site}`,
    mismatch_type: "type_mismatch",
    ...widened
  },
  "any-of-removed": {
    title: (site) => `An alternative was removed from anyOf of ${site}`,
    mismatch_type: "type_mismatch",
    ...narrowed
  },
  "additional-properties-forbidden": {
    title: (site) => `${capital2(site)} no longer allows properties that are not listed`,
    mismatch_type: "unexpected_field",
    ...narrowed
  },
  "additional-properties-allowed": {
    title: (site) => `${capital2(site)} now allows properties that are not listed`,
    mismatch_type: "unexpected_field",
    request: ACCEPTED,
    response: {
      compatibility: "potentially_breaking",
      why: "Consumers that refuse unknown properties may meet some.",
      remedy: "Make sure that consumers ignore properties that they do not know."
    }
  },
  "multiple-of-added": {
    title: (site) => `multipleOf was added to ${site}`,
    mismatch_type: "constraint_violation",
    ...narrowed
  },
  "multiple-of-removed": {
    title: (site) => `multipleOf was removed from ${site}`,
    mismatch_type: "constraint_violation",
    ...widened
  },
  "unique-items-added": {
    title: (site) => `uniqueItems was added to ${site}`,
    mismatch_type: "constraint_violation",
    ...narrowed
  },
  "unique-items-removed": {
    title: (site) => `uniqueItems was removed from ${site}`,
    mismatch_type: "constraint_violation",
    ...widened
  },
  "multiple-of-changed": {
    title: (site) => `multipleOf of ${site} changed`,
    mismatch_type: "constraint_violation",
    ...undecided
  },
  "unevaluated-items-added": {
    title: (site) => `unevaluatedItems was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "unevaluated-items-removed": {
    title: (site) => `unevaluatedItems was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "unevaluated-items-changed": {
    title: (site) => `unevaluatedItems of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "unevaluated-properties-added": {
    title: (site) => `unevaluatedProperties was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "unevaluated-properties-removed": {
    title: (site) => `unevaluatedProperties was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "unevaluated-properties-changed": {
    title: (site) => `unevaluatedProperties of ${site} changed`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...undecided
  },
  "pattern-property-added": {
    title: (site) => `The schema of a pattern of property names was added to ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed
  },
  "pattern-property-removed": {
    title: (site) => `The schema of a pattern of property names was removed from ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened
  },
  "prefix-items-added": {
    title: (site) => `A position was added to prefixItems of ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...narrowed,
    note: NOTE_PREFIX
  },
  "prefix-items-removed": {
    title: (site) => `A position was removed from prefixItems of ${site}`,
    mismatch_type: "constraint_violation",
    bodies: true,
    ...widened,
    note: NOTE_PREFIX
  }
};

// src/drift/contract/rules/facts/value.ts
var OTHER_DEFAULT = {
  compatibility: "potentially_breaking",
  why: "Callers that leave the value out are served differently from before.",
  remedy: "Keep the default, or tell callers to send the value."
};
var NOTE_DEFAULT = "A default refuses no value, so that it is not certain to break, for parameters as for properties; but another default changes what callers get who leave the value out.";
var NOTE_RESPONSE = "Judged by what can come: consumers that were promised a pattern meet values that do not match it.";
var valueFacts = {
  "type-changed": {
    title: (site) => `The type of ${site} changed`,
    mismatch_type: "type_mismatch",
    ...changed
  },
  "type-generalized": {
    title: (site) => `The type of ${site} became wider`,
    mismatch_type: "type_mismatch",
    ...widened
  },
  "type-specialized": {
    title: (site) => `The type of ${site} became narrower`,
    mismatch_type: "type_mismatch",
    ...narrowed
  },
  "became-nullable": {
    title: (site) => `${capital2(site)} can now be null`,
    mismatch_type: "type_mismatch",
    ...widened
  },
  "became-not-nullable": {
    title: (site) => `${capital2(site)} can no longer be null`,
    mismatch_type: "type_mismatch",
    ...narrowed
  },
  "format-changed": {
    title: (site) => `The format of ${site} changed`,
    mismatch_type: "format_mismatch",
    ...changed
  },
  "format-generalized": {
    title: (site) => `The format of ${site} became wider`,
    mismatch_type: "format_mismatch",
    ...widened
  },
  "format-specialized": {
    title: (site) => `The format of ${site} became narrower`,
    mismatch_type: "format_mismatch",
    ...narrowed
  },
  "enum-value-added": {
    title: (site) => `An allowed value was added to ${site}`,
    mismatch_type: "constraint_violation",
    request: ACCEPTED,
    response: {
      compatibility: "potentially_breaking",
      why: "Consumers that handle only the known values meet one that they do not know.",
      remedy: "Tell consumers to expect unknown values before sending the new one."
    }
  },
  "enum-value-removed": {
    title: (site) => `An allowed value was removed from ${site}`,
    mismatch_type: "constraint_violation",
    ...narrowed
  },
  "became-enum": {
    title: (site) => `${capital2(site)} was restricted to listed values`,
    mismatch_type: "constraint_violation",
    ...narrowed
  },
  "became-not-enum": {
    title: (site) => `${capital2(site)} is no longer restricted to listed values`,
    mismatch_type: "constraint_violation",
    request: ACCEPTED,
    response: {
      compatibility: "potentially_breaking",
      why: "Consumers that handle only the listed values meet ones that they do not know.",
      remedy: "Tell consumers to expect unknown values before sending others."
    }
  },
  "constraint-changed": {
    title: (site) => `A constraint of ${site} changed`,
    mismatch_type: "constraint_violation",
    ...undecided
  },
  "list-of-types-widened": {
    title: (site) => `The list of types of ${site} became longer`,
    mismatch_type: "type_mismatch",
    ...widened
  },
  "list-of-types-narrowed": {
    title: (site) => `The list of types of ${site} became shorter`,
    mismatch_type: "type_mismatch",
    ...narrowed
  },
  "type-compatible": {
    title: (site) => `The type of ${site} changed, but is written the same`,
    mismatch_type: "type_mismatch",
    request: {
      ...ACCEPTED,
      why: "The value is sent as text, and every text that was accepted still is."
    },
    response: {
      ...EXPECTED,
      why: "The value is sent as text, and every text that can come could come before."
    }
  },
  "const-added": {
    title: (site) => `${capital2(site)} was restricted to one value`,
    mismatch_type: "constraint_violation",
    ...narrowed
  },
  "const-changed": {
    title: (site) => `The only value of ${site} changed`,
    mismatch_type: "constraint_violation",
    ...changed
  },
  "const-removed": {
    title: (site) => `${capital2(site)} is no longer restricted to one value`,
    mismatch_type: "constraint_violation",
    ...widened
  },
  "pattern-added": {
    title: (site) => `A pattern was added to ${site}`,
    mismatch_type: "constraint_violation",
    ...narrowed
  },
  "pattern-removed": {
    title: (site) => `The pattern of ${site} was removed`,
    mismatch_type: "constraint_violation",
    ...widened,
    note: NOTE_RESPONSE
  },
  "pattern-generalized": {
    title: (site) => `The pattern of ${site} matches more than before`,
    mismatch_type: "constraint_violation",
    ...widened
  },
  "pattern-specialized": {
    title: (site) => `The pattern of ${site} matches less than before`,
    mismatch_type: "constraint_violation",
    ...narrowed
  },
  "pattern-changed": {
    title: (site) => `The pattern of ${site} changed`,
    mismatch_type: "constraint_violation",
    ...undecided,
    note: NOTE_RESPONSE
  },
  "default-value-added": {
    title: (site) => `A default was added to ${site}`,
    mismatch_type: "constraint_violation",
    annotation: true,
    request: {
      compatibility: "non_breaking",
      why: "It says what leaving the value out means; no request is refused.",
      remedy: "Nothing to do."
    },
    response: {
      compatibility: "non_breaking",
      why: "It says what a missing value means.",
      remedy: "Nothing to do."
    },
    parameter: OTHER_DEFAULT,
    note: NOTE_DEFAULT
  },
  "default-value-changed": {
    title: (site) => `The default of ${site} changed`,
    mismatch_type: "constraint_violation",
    annotation: true,
    request: OTHER_DEFAULT,
    response: {
      compatibility: "non_breaking",
      why: "Which values can come does not change.",
      remedy: "Nothing to do."
    },
    note: NOTE_DEFAULT
  },
  "default-value-removed": {
    title: (site) => `The default of ${site} was removed`,
    mismatch_type: "constraint_violation",
    annotation: true,
    request: OTHER_DEFAULT,
    response: {
      compatibility: "non_breaking",
      why: "Which values can come does not change.",
      remedy: "Nothing to do."
    },
    note: NOTE_DEFAULT
  },
  "x-extensible-enum-value-added": {
    title: (site) => `A value was added to the extensible list of ${site}`,
    mismatch_type: "constraint_violation",
    annotation: true,
    request: ACCEPTED,
    response: {
      compatibility: "non_breaking",
      why: "The list is declared as one that grows, so consumers expect unknown values.",
      remedy: "Nothing to do."
    }
  },
  "x-extensible-enum-value-removed": {
    title: (site) => `A value was removed from the extensible list of ${site}`,
    mismatch_type: "constraint_violation",
    annotation: true,
    request: {
      compatibility: "definitely_breaking",
      why: "Callers send a value that is no longer known.",
      remedy: "Keep accepting the value."
    },
    response: EXPECTED
  }
};

// src/drift/contract/rules/schema.ts
var SITES = {
  "request-body": { direction: "request", name: "the request body" },
  "request-property": { direction: "request", name: "a request property" },
  "request-parameter": { direction: "request", name: "a parameter" },
  "response-body": { direction: "response", name: "a response body" },
  "response-property": { direction: "response", name: "a response property" },
  "response-header": { direction: "response", name: "a response header" }
};
var FACTS = {
  ...valueFacts,
  ...structureFacts,
  ...conditionFacts,
  ...annotationFacts,
  ...boundFacts
};
function factOf(fact) {
  return FACTS[fact];
}
function judgementAt(fact, site) {
  if (site === "request-parameter" && fact.parameter !== void 0) return fact.parameter;
  return fact[SITES[site].direction];
}
function schemaRuleId(site, fact) {
  return factOf(fact).bodies === true && !isBody(site) ? `${site}-constraint-changed` : `${site}-${fact}`;
}
function isBody(site) {
  return !site.endsWith("-parameter") && !site.endsWith("-header");
}
var schemaRules = sites().flatMap(
  (site) => Object.entries(FACTS).filter(([, { bodies }]) => bodies !== true || isBody(site)).flatMap(([name, fact]) => {
    const { direction, name: siteName } = SITES[site];
    const { mismatch_type, note } = fact;
    return rulesOf({
      [`${site}-${name}`]: {
        direction,
        mismatch_type,
        title: fact.title(siteName),
        ...judgementAt(fact, site),
        ...note === void 0 ? {} : { note }
      }
    });
  })
);
function sites() {
  return Object.keys(SITES).filter((site) => site in SITES);
}

// src/drift/contract/rules/security.ts
var securityRules = {
  "api-security-added": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "security_mismatch",
    title: "An open operation now asks for credentials",
    why: "Callers that send no credentials are refused.",
    remedy: "Keep the operation open, or offer the protected one under a new address."
  },
  "api-security-removed": {
    direction: "request",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "security_mismatch",
    title: "An operation no longer asks for credentials",
    why: "Callers that send credentials still get through, but so does everybody else.",
    remedy: "Make sure that the operation is meant to be open."
  },
  "api-security-alternative-added": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "security_mismatch",
    title: "Another way to authenticate was added",
    why: "Callers may go on with the one they use.",
    remedy: "Nothing to do."
  },
  "api-security-alternative-removed": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "security_mismatch",
    title: "A way to authenticate was removed",
    why: "Callers that use it are refused.",
    remedy: "Keep accepting it until all callers have moved."
  },
  "api-security-scope-added": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "security_mismatch",
    title: "A further scope is asked for",
    why: "Tokens that were given out without the scope are refused.",
    remedy: "Keep accepting tokens without the scope until all callers have new ones."
  },
  "api-security-scope-removed": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "security_mismatch",
    title: "A scope is no longer asked for",
    why: "Tokens that have it are still accepted.",
    remedy: "Nothing to do."
  },
  "api-security-component-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "security_mismatch",
    title: "A security scheme was defined",
    why: "What an operation asks for is said by its security.",
    remedy: "Nothing to do."
  },
  "api-security-component-removed": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "security_mismatch",
    title: "The definition of a security scheme was removed",
    why: "What an operation asks for is said by its security; a change there is reported by itself.",
    remedy: "Make sure that nothing refers to the scheme any more."
  },
  "api-security-component-type-changed": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "security_mismatch",
    title: "A security scheme asks for something else",
    why: "Callers show what the scheme asked for before, and are refused.",
    remedy: "Keep the scheme, and offer the new one beside it."
  },
  "api-security-component-bearer-format-changed": {
    direction: "request",
    compatibility: "non_breaking",
    severity: "low",
    mismatch_type: "security_mismatch",
    title: "The format of a bearer token changed",
    why: "It is a hint for people; callers pass tokens on as they are.",
    remedy: "Nothing to do."
  },
  "api-security-component-openid-url-changed": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "security_mismatch",
    title: "The discovery address of a security scheme changed",
    why: "Callers that ask the old address may get tokens that are refused, or none.",
    remedy: "Keep serving the old address until all callers have moved."
  },
  "api-security-component-oauth-flow-added": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "security_mismatch",
    title: "An OAuth flow was added to a security scheme",
    why: "Callers may go on with the flow they use.",
    remedy: "Nothing to do."
  },
  "api-security-component-oauth-flow-removed": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "security_mismatch",
    title: "An OAuth flow was removed from a security scheme",
    why: "Callers that get their tokens by it get none any more.",
    remedy: "Keep the flow until all callers have moved."
  },
  "api-security-component-oauth-url-changed": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "security_mismatch",
    title: "The authorization address of an OAuth flow changed",
    why: "Callers that ask the old address may get no tokens.",
    remedy: "Keep serving the old address until all callers have moved."
  },
  "api-security-component-oauth-token-url-changed": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "security_mismatch",
    title: "The token or refresh address of an OAuth flow changed",
    why: "Callers that ask the old address may get no tokens.",
    remedy: "Keep serving the old address until all callers have moved."
  },
  "api-security-component-oauth-scope-added": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "security_mismatch",
    title: "A scope was added to an OAuth flow",
    why: "Callers may go on with the scopes they have.",
    remedy: "Nothing to do."
  },
  "api-security-component-oauth-scope-removed": {
    direction: "request",
    compatibility: "potentially_breaking",
    mismatch_type: "security_mismatch",
    title: "A scope was removed from an OAuth flow",
    why: "Callers that ask for the scope may be refused a token.",
    remedy: "Keep giving out the scope until nobody asks for it."
  }
};

// src/drift/contract/rules/server.ts
var serverRules = {
  "api-base-path-changed": {
    direction: "none",
    compatibility: "definitely_breaking",
    mismatch_type: "endpoint_not_found",
    title: "The path prefix of the servers changed",
    why: "Callers send requests to the old address, where the operations are no longer promised.",
    remedy: "Keep the old server beside the new one until all callers have moved."
  },
  "api-server-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A server was added",
    why: "Callers may go on with the address they use.",
    remedy: "Nothing to do."
  },
  "api-server-changed": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "endpoint_not_found",
    title: "The host of a server changed",
    why: "Callers that use the old host fail when it is switched off.",
    remedy: "Keep the old server beside the new one until all callers have moved."
  },
  "api-server-removed": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A server was removed",
    why: "Callers that use its address fail when it is switched off.",
    remedy: "Keep the server until all callers have moved."
  },
  "api-server-variable-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "metadata_mismatch",
    title: "A variable of a server was declared",
    why: "The address itself did not change.",
    remedy: "Nothing to do."
  },
  "api-server-variable-removed": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "metadata_mismatch",
    title: "The declaration of a variable of a server was removed",
    why: "Nobody can tell any more which values make an address that is served.",
    remedy: "Keep the declaration with its default and values."
  },
  "api-server-variable-default-changed": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "endpoint_not_found",
    title: "The default of a variable of a server changed",
    why: "Clients that take the default call another address from now on.",
    remedy: "Keep the default, or tell callers to choose the value themselves."
  },
  "api-server-variable-value-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A variable of a server may have one more value",
    why: "Callers may go on with the address they use.",
    remedy: "Nothing to do."
  },
  "api-server-variable-value-removed": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A variable of a server may no longer have a value",
    why: "Callers that use the address with that value fail when it is switched off.",
    remedy: "Keep the value until all callers have moved.",
    note: "Definitely breaking where the value is part of the path, as the path is no longer promised."
  },
  "api-server-variable-became-enum": {
    direction: "none",
    compatibility: "potentially_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A variable of a server was restricted to listed values",
    why: "Callers that use another value call an address that is no longer promised.",
    remedy: "List all values that callers use."
  },
  "api-server-variable-became-not-enum": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A variable of a server is no longer restricted to listed values",
    why: "Every value that callers use is still allowed.",
    remedy: "Nothing to do."
  }
};

// src/drift/contract/rules/webhook.ts
var webhookRules = {
  "webhook-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A webhook was added",
    why: "Receivers do not expect it yet.",
    remedy: "Nothing to do."
  },
  "webhook-removed": {
    direction: "none",
    compatibility: "definitely_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A webhook was removed",
    why: "Receivers wait for messages that no longer come.",
    remedy: "Restore the webhook and announce its end before removing it."
  },
  "callback-added": {
    direction: "none",
    compatibility: "non_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A callback was added",
    why: "Callers that give no address for it get none.",
    remedy: "Nothing to do."
  },
  "callback-removed": {
    direction: "none",
    compatibility: "definitely_breaking",
    mismatch_type: "endpoint_not_found",
    title: "A callback was removed",
    why: "Callers wait for messages that no longer come.",
    remedy: "Restore the callback and announce its end before removing it."
  },
  "webhook-body-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "unexpected_field",
    title: "A webhook or callback now carries a body",
    why: "Receivers ignore a body that they do not know.",
    remedy: "Nothing to do."
  },
  "webhook-body-removed": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "A webhook or callback no longer carries a body",
    why: "Receivers read the body.",
    remedy: "Keep sending the body."
  },
  "webhook-body-became-optional": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "missing_required_field",
    title: "The body of a webhook or callback may now be absent",
    why: "Receivers rely on the body being there.",
    remedy: "Keep sending the body always."
  },
  "webhook-body-became-required": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "missing_required_field",
    title: "The body of a webhook or callback is now always there",
    why: "Receivers find the body more often than before.",
    remedy: "Nothing to do."
  },
  "webhook-body-media-type-added": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "media_type_mismatch",
    title: "A webhook or callback may come in a further media type",
    why: "Receivers do not choose what they get, and may meet one that they cannot read.",
    remedy: "Send the new media type only to receivers that asked for it."
  },
  "webhook-body-media-type-removed": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "media_type_mismatch",
    title: "A webhook or callback no longer comes in a media type",
    why: "Receivers can read those that are left.",
    remedy: "Nothing to do."
  },
  "webhook-parameter-added": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A webhook or callback carries a further parameter",
    why: "Receivers ignore parameters that they do not know.",
    remedy: "Nothing to do."
  },
  "webhook-required-parameter-removed": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A webhook or callback no longer carries a parameter that was always there",
    why: "Receivers rely on the parameter being there.",
    remedy: "Keep sending the parameter."
  },
  "webhook-optional-parameter-removed": {
    direction: "response",
    compatibility: "potentially_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A webhook or callback no longer carries an optional parameter",
    why: "Receivers that read the parameter where it is sent lose it.",
    remedy: "Keep sending the parameter, or make sure that nobody reads it."
  },
  "webhook-parameter-became-optional": {
    direction: "response",
    compatibility: "definitely_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter of a webhook or callback may now be absent",
    why: "Receivers rely on the parameter being there.",
    remedy: "Keep sending the parameter always."
  },
  "webhook-parameter-became-required": {
    direction: "response",
    compatibility: "non_breaking",
    mismatch_type: "query_param_mismatch",
    title: "A parameter of a webhook or callback is now always there",
    why: "Receivers find the parameter more often than before.",
    remedy: "Nothing to do."
  },
  "webhook-response-status-added": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "status_code_mismatch",
    title: "Receivers of a webhook or callback may answer with a further status",
    why: "Receivers may go on with the one they use.",
    remedy: "Nothing to do."
  },
  "webhook-response-status-removed": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "status_code_mismatch",
    title: "Receivers of a webhook or callback may no longer answer with a status",
    why: "Receivers that answer with it are no longer understood.",
    remedy: "Keep accepting the status."
  },
  "webhook-response-media-type-added": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "media_type_mismatch",
    title: "Receivers of a webhook or callback may answer in a further media type",
    why: "Receivers may go on with the one they use.",
    remedy: "Nothing to do."
  },
  "webhook-response-media-type-removed": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "media_type_mismatch",
    title: "Receivers of a webhook or callback may no longer answer in a media type",
    why: "Receivers that answer in it are no longer understood.",
    remedy: "Keep accepting the media type."
  },
  "webhook-response-header-added": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "header_mismatch",
    title: "Receivers of a webhook or callback may answer with a further header",
    why: "Receivers may go on without it.",
    remedy: "Nothing to do."
  },
  "webhook-response-required-header-added": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "header_mismatch",
    title: "Receivers of a webhook or callback must answer with a further header",
    why: "Receivers do not send it, so their answers are refused.",
    remedy: "Make the header optional."
  },
  "webhook-response-header-removed": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "header_mismatch",
    title: "A header of answers to a webhook or callback was removed",
    why: "Receivers that send it are still understood.",
    remedy: "Nothing to do."
  },
  "webhook-response-header-became-required": {
    direction: "request",
    compatibility: "definitely_breaking",
    mismatch_type: "header_mismatch",
    title: "A header of answers to a webhook or callback became required",
    why: "Answers of receivers that do not send it are refused.",
    remedy: "Keep the header optional."
  },
  "webhook-response-header-became-optional": {
    direction: "request",
    compatibility: "non_breaking",
    mismatch_type: "header_mismatch",
    title: "A header of answers to a webhook or callback became optional",
    why: "Receivers that send it are still understood.",
    remedy: "Nothing to do."
  }
};

// src/drift/contract/rules/index.ts
var contractRules = [
  ...rulesOf(operationRules),
  ...rulesOf(encodingRules),
  ...rulesOf(requestRules),
  ...rulesOf(responseRules),
  ...rulesOf(securityRules),
  ...rulesOf(serverRules),
  ...rulesOf(webhookRules),
  ...rulesOf(propertyRules),
  ...lifecycleRules,
  ...plannedRemovalRules,
  ...schemaRules
].sort((a, b) => compareText(a.id, b.id));
var BY_ID = new Map(contractRules.map((rule) => [rule.id, rule]));
function contractRule(id) {
  const rule = BY_ID.get(id);
  if (rule === void 0) throw new Error(`The catalogue of contract rules has no rule '${id}'.`);
  return rule;
}

// src/drift/contract/compare/alternative.ts
function alternativeOf({ rule, base, head }, flow) {
  if (typeof rule === "string" || !("fact" in rule)) return null;
  if (!/^(any|one)-of-(added|removed)$/.test(rule.fact)) return null;
  return flow === "request" ? base : head;
}

// src/drift/contract/compare/judge.ts
function judge(comparison, unit, flow, base, head) {
  const open = unit.findings.filter((finding) => isClaim(finding, flow));
  if (open.length === 0) return;
  if (comparison.isSafe(base, head, flow)) {
    for (const finding of open)
      if (isFact(finding) || isRefusal(finding)) finding.compatibility = "non_breaking";
    return;
  }
  const findings = open.filter((finding) => {
    if (!isWithinOthers(finding, comparison, flow, base, head)) return true;
    finding.compatibility = "non_breaking";
    return false;
  });
  if (findings.length > 0) unit.claim = { base, head, flow, findings };
}
function isWithinOthers(finding, comparison, flow, base, head) {
  const alternative = alternativeOf(finding, flow);
  if (alternative === null) return false;
  const { schemas } = flow === "request" ? comparison.base : comparison.head;
  const around = flow === "request" ? base : head;
  const tries = restricts(around.view()) ? [[alternative], [...around.parts, alternative]] : [[alternative]];
  return tries.some((nodes) => {
    const own = schemas.of(nodes);
    if (own === void 0) return false;
    return flow === "request" ? comparison.isSafe(own, head, flow) : comparison.isSafe(base, own, flow);
  });
}
function restricts({ properties, required, constraints, values, closed, additional }) {
  const isOpen = values === null && closed === null && additional.length === 0;
  return !isOpen || properties.size + required.size + constraints.size > 0;
}
function isFact({ rule }) {
  return typeof rule !== "string" && "fact" in rule;
}
function isRefusal({ rule }) {
  return typeof rule === "string" && REFUSALS.some((start) => rule.startsWith(start));
}
var REFUSALS = [
  "request-enum-value-removed",
  "request-property-became-required",
  "new-required-request-property",
  "response-property-became-optional"
];
function isClaim(finding, flow) {
  const { rule } = finding;
  if (typeof rule === "string") return compatibilityOf(finding, flow) === "definitely_breaking";
  if ("event" in rule) return false;
  const fact = factOf(rule.fact);
  if (fact.annotation === true) return false;
  return compatibilityOf(finding, flow) !== "non_breaking" && !KNOWN_DOUBTS.has(rule.fact);
}
var KNOWN_DOUBTS = /* @__PURE__ */ new Set([
  "enum-value-added",
  "became-not-enum",
  "additional-properties-allowed"
]);
function compatibilityOf({ rule, compatibility }, flow) {
  if (compatibility !== void 0) return compatibility;
  if (typeof rule === "string") return contractRule(rule).compatibility;
  return "fact" in rule ? factOf(rule.fact)[flow].compatibility : "non_breaking";
}

// src/document/document.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function toPointer(path) {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
function fromPointer(pointer) {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return void 0;
  return pointer.slice(1).split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

// src/drift/contract/model/node.ts
function isList(value) {
  return Array.isArray(value);
}
function isObjectNode(node) {
  return isObject(node.value);
}
function rootNode(document) {
  return { document, parent: null, key: "", value: document.value };
}
function childOf(node, key) {
  const { value } = node;
  let found;
  if (isList(value)) found = typeof key === "number" ? value[key] : void 0;
  else if (isObject(value) && Object.hasOwn(value, key)) found = value[key];
  return found === void 0 ? null : { document: node.document, parent: node, key, value: found };
}
function childrenOf(node) {
  const { document, value } = node;
  if (isList(value)) {
    return value.map((item, key) => ({ document, parent: node, key, value: item }));
  }
  if (!isObject(value)) return [];
  const children = [];
  for (const key of Object.keys(value).sort()) {
    const child = childOf(node, key);
    if (child !== null) children.push(child);
  }
  return children;
}
function pathOf(node) {
  const path = [];
  for (let at = node; at.parent !== null; at = at.parent) path.push(at.key);
  return path.reverse();
}
function pointerOf(node) {
  return toPointer(pathOf(node));
}
function nearest(node, key) {
  return childOf(node, key) ?? node;
}

// src/drift/contract/pattern/ranges.ts
var LAST = 65535;
function single(code) {
  return [[code, code]];
}
function only(ranges) {
  const [first] = ranges;
  return ranges.length === 1 && first !== void 0 && first[0] === first[1] ? first[0] : void 0;
}
function merge(ranges) {
  const merged = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== void 0 && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}
function invert(ranges) {
  const rest = [];
  let from = 0;
  for (const [low, high] of ranges) {
    if (low > from) rest.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= LAST) rest.push([from, LAST]);
  return rest;
}
var DIGITS = [[48, 57]];
var WORD = merge([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122]
]);
var SPACES = merge([
  [9, 13],
  [32, 32],
  [160, 160],
  [5760, 5760],
  [8192, 8202],
  [8232, 8233],
  [8239, 8239],
  [8287, 8287],
  [12288, 12288],
  [65279, 65279]
]);
var LINE_ENDS = merge([
  [10, 10],
  [13, 13],
  [8232, 8233]
]);

// src/drift/contract/pattern/parse.ts
var MAX_REPEAT = 300;
var MAX_LENGTH = 500;
var ANYTHING = {
  kind: "repeat",
  part: { kind: "set", ranges: [[0, LAST]] },
  least: 0,
  most: Number.POSITIVE_INFINITY
};
function parsePattern(pattern) {
  if (pattern.length > MAX_LENGTH) return void 0;
  const parser = new Parser(pattern);
  const parsed = parser.alternatives();
  if (parsed === void 0 || !parser.atEnd) return void 0;
  return parsed;
}
var Parser = class {
  constructor(text) {
    this.text = text;
  }
  text;
  at = 0;
  depth = 0;
  get atEnd() {
    return this.at >= this.text.length;
  }
  /** The whole pattern: anchors count at the ends of each top alternative. */
  alternatives() {
    const parts = [];
    do {
      const starts = this.take("^");
      const inner = [];
      let ends = false;
      while (!this.atEnd && this.peek() !== "|") {
        if (this.take("$")) {
          ends = true;
          break;
        }
        const item = this.repeated();
        if (item === void 0) return void 0;
        inner.push(item);
      }
      const anything2 = starts ? [] : [ANYTHING];
      parts.push({
        kind: "sequence",
        parts: [...anything2, ...inner, ...ends ? [] : [ANYTHING]]
      });
    } while (this.take("|"));
    return parts.length === 1 ? parts[0] : { kind: "choice", parts };
  }
  group() {
    if (this.depth > 20) return void 0;
    this.depth += 1;
    const parts = [];
    do {
      const inner = [];
      while (!this.atEnd && this.peek() !== "|" && this.peek() !== ")") {
        const item = this.repeated();
        if (item === void 0) return void 0;
        inner.push(item);
      }
      parts.push({ kind: "sequence", parts: inner });
    } while (this.take("|"));
    this.depth -= 1;
    return { kind: "choice", parts };
  }
  repeated() {
    const part = this.atom();
    if (part === void 0) return void 0;
    const bounds = this.quantifier();
    if (bounds === void 0) return void 0;
    if (bounds === null) return part;
    const [least, most] = bounds;
    this.take("?");
    if (least > most || least > MAX_REPEAT || most > MAX_REPEAT && Number.isFinite(most))
      return void 0;
    return { kind: "repeat", part, least, most };
  }
  /** Null where there is none, undefined where it cannot be read. */
  quantifier() {
    if (this.take("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.take("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.take("?")) return [0, 1];
    if (this.peek() !== "{") return null;
    const found = /^\{(\d{1,6})(?:(,)(\d{0,6}))?\}/.exec(this.text.slice(this.at));
    if (found === null) return void 0;
    this.at += found[0].length;
    const least = Number(found[1]);
    if (found[2] === void 0) return [least, least];
    return [least, found[3] === "" ? Number.POSITIVE_INFINITY : Number(found[3])];
  }
  atom() {
    const character = this.next();
    switch (character) {
      case "(":
        if (this.peek() === "?" && !this.takeWord("?:")) return void 0;
        return this.closed(this.group());
      case "[":
        return this.characterClass();
      case ".":
        return set(invert(LINE_ENDS));
      case "\\": {
        const ranges = this.escape();
        return ranges === void 0 ? void 0 : set(ranges);
      }
      case "^":
      case "$":
      case "*":
      case "+":
      case "?":
      case "{":
      case "}":
      case ")":
      case "]":
      case "":
        return void 0;
      default:
        return set(single(character.charCodeAt(0)));
    }
  }
  closed(group) {
    return group !== void 0 && this.take(")") ? group : void 0;
  }
  characterClass() {
    const inverted = this.take("^");
    const ranges = [];
    while (this.peek() !== "]") {
      if (this.atEnd) return void 0;
      const low = this.classItem();
      if (low === void 0) return void 0;
      const isRange = this.peek() === "-" && this.text[this.at + 1] !== "]";
      if (!isRange) {
        ranges.push(...low.map(([from2, to2]) => [from2, to2]));
        continue;
      }
      this.at += 1;
      const high = this.classItem();
      const from = only(low);
      const to = high === void 0 ? void 0 : only(high);
      if (from === void 0 || to === void 0 || from > to) return void 0;
      ranges.push([from, to]);
    }
    this.at += 1;
    const merged = merge(ranges);
    return set(inverted ? invert(merged) : merged);
  }
  classItem() {
    const character = this.next();
    if (character !== "\\") return character === "" ? void 0 : single(character.charCodeAt(0));
    return this.escape();
  }
  escape() {
    const character = this.next();
    switch (character) {
      case "d":
        return DIGITS;
      case "D":
        return invert(DIGITS);
      case "w":
        return WORD;
      case "W":
        return invert(WORD);
      case "s":
        return SPACES;
      case "S":
        return invert(SPACES);
      case "n":
        return single(10);
      case "r":
        return single(13);
      case "t":
        return single(9);
      case "x":
        return this.code(2);
      case "u":
        return this.code(4);
      default:
        return /^[^0-9A-Za-z]$/.test(character) ? single(character.charCodeAt(0)) : void 0;
    }
  }
  code(digits) {
    const text = this.text.slice(this.at, this.at + digits);
    if (text.length !== digits || !/^[0-9A-Fa-f]+$/.test(text)) return void 0;
    this.at += digits;
    return single(Number.parseInt(text, 16));
  }
  peek() {
    return this.text[this.at] ?? "";
  }
  next() {
    const character = this.peek();
    this.at += 1;
    return character;
  }
  take(character) {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }
  takeWord(word) {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }
};
function set(ranges) {
  return { kind: "set", ranges };
}

// src/drift/contract/pattern/automaton.ts
var MAX_STATES = 3e3;
var MAX_PAIRS = 4e3;
var MAX_WORK = 1e6;
var Automaton = class {
  states = [];
  start;
  end;
  full = false;
  constructor(expression) {
    this.start = this.state();
    this.end = this.build(expression, this.start);
  }
  state() {
    if (this.states.length >= MAX_STATES) this.full = true;
    else this.states.push({ edges: [], free: [] });
    return this.states.length - 1;
  }
  /** Adds an expression after a state and answers the state where it ends. */
  build(expression, from) {
    if (this.full) return from;
    switch (expression.kind) {
      case "set": {
        const to = this.state();
        this.states[from]?.edges.push({ ranges: expression.ranges, to });
        return to;
      }
      case "sequence": {
        let at = from;
        for (const part of expression.parts) at = this.build(part, at);
        return at;
      }
      case "choice": {
        const to = this.state();
        for (const part of expression.parts) {
          const own = this.state();
          this.states[from]?.free.push(own);
          this.states[this.build(part, own)]?.free.push(to);
        }
        return to;
      }
      case "repeat":
        return this.repeat(expression, from);
    }
  }
  repeat({ part, least, most }, from) {
    let at = from;
    for (let count = 0; count < least; count += 1) at = this.build(part, at);
    if (!Number.isFinite(most)) {
      const loop = this.state();
      this.states[at]?.free.push(loop);
      const back = this.build(part, loop);
      this.states[back]?.free.push(loop);
      return loop;
    }
    const to = this.state();
    for (let count = least; count < most && !this.full; count += 1) {
      this.states[at]?.free.push(to);
      const own = this.state();
      this.states[at]?.free.push(own);
      at = this.build(part, own);
    }
    this.states[at]?.free.push(to);
    return to;
  }
  /** The states reached from some without reading anything, sorted. */
  closure(states) {
    const found = /* @__PURE__ */ new Set();
    const waiting = [...states];
    for (let at = waiting.pop(); at !== void 0; at = waiting.pop()) {
      if (found.has(at)) continue;
      found.add(at);
      waiting.push(...this.states[at]?.free ?? []);
    }
    return [...found].sort((a, b) => a - b);
  }
  /** The states after reading one code unit. */
  step(states, code) {
    const next = [];
    for (const at of states) {
      for (const { ranges, to } of this.states[at]?.edges ?? []) {
        if (ranges.some(([low, high]) => code >= low && code <= high)) next.push(to);
      }
    }
    return this.closure(next);
  }
  accepts(text) {
    let states = this.closure([this.start]);
    for (let index = 0; index < text.length && states.length > 0; index += 1)
      states = this.step(states, text.charCodeAt(index));
    return states.includes(this.end);
  }
  /** Code units where the behaviour of the given states may change. */
  cuts(states) {
    const cuts = [];
    for (const at of states) {
      for (const { ranges } of this.states[at]?.edges ?? []) {
        for (const [low, high] of ranges) cuts.push(low, high + 1);
      }
    }
    return cuts;
  }
};
var MAX_WORK_TOGETHER = 5e6;
var PatternWork = class {
  /** States that were stepped through. */
  spent = 0;
  /** Automata by pattern; null where there is none. */
  machines = /* @__PURE__ */ new Map();
  /** What was found, by what was asked for; null where it was not decided. */
  searches = /* @__PURE__ */ new Map();
  get isSpent() {
    return this.spent >= MAX_WORK_TOGETHER;
  }
};
var current = new PatternWork();
function workOnPatterns(work) {
  current = work;
}
function arePatternsSpent() {
  return current.isSpent;
}
function automatonOf(pattern) {
  const { machines } = current;
  let found = machines.get(pattern);
  if (found === void 0) {
    const expression = parsePattern(pattern);
    const made = expression === void 0 ? null : new Automaton(expression);
    found = made === null || made.full ? null : made;
    if (machines.size > 500) machines.clear();
    machines.set(pattern, found);
  }
  return found ?? void 0;
}
function findText(inside, outside, lengths = [0, Number.POSITIVE_INFINITY]) {
  const key = JSON.stringify([inside, outside, lengths.map(String)]);
  const { searches } = current;
  const asked = searches.get(key);
  if (asked !== void 0) return asked ?? void 0;
  if (current.isSpent) return void 0;
  const found = searchText(inside, outside, lengths);
  if (searches.size > 500) searches.clear();
  searches.set(key, found ?? null);
  return found;
}
function searchText(inside, outside, [least, most]) {
  const machines = [...inside, ...outside].map(automatonOf);
  const all2 = [];
  for (const machine of machines) {
    if (machine === void 0) return void 0;
    all2.push(machine);
  }
  const start = { sets: all2.map((machine) => machine.closure([machine.start])), text: "" };
  const seen = /* @__PURE__ */ new Set();
  const waiting = [start];
  let work = 0;
  for (let next = 0; next < waiting.length; next += 1) {
    const place = waiting[next];
    if (place === void 0) break;
    if (next > MAX_PAIRS) return void 0;
    const matches = place.sets.map((set2, index) => set2.includes(all2[index]?.end ?? -1));
    const fits = matches.every((match, index) => match === index < inside.length);
    if (fits && place.text.length >= least) return { text: place.text };
    if (place.text.length >= most) continue;
    for (const code of representatives(all2, place.sets)) {
      const sets = place.sets.map((set2, index) => all2[index]?.step(set2, code) ?? []);
      const cost = sets.reduce((sum, set2) => sum + set2.length + 1, 0);
      work += cost;
      current.spent += cost;
      if (work > MAX_WORK || current.isSpent) return void 0;
      if (sets.some((set2, index) => index < inside.length && set2.length === 0)) continue;
      const length = place.text.length + 1;
      const counted = Number.isFinite(most) || length <= least ? length : "any";
      const key = `${counted};${sets.map((set2) => set2.join(",")).join(";")}`;
      if (seen.has(key)) continue;
      seen.add(key);
      waiting.push({ sets, text: place.text + String.fromCharCode(code) });
    }
  }
  return { text: null };
}
function representatives(machines, sets) {
  const cuts = [0, ...PLEASANT];
  machines.forEach((machine, index) => {
    cuts.push(...machine.cuts(sets[index] ?? []));
  });
  const sorted = [...new Set(cuts)].filter((cut) => cut <= 65535).sort((a, b) => a - b);
  return sorted.sort((a, b) => rank(a) - rank(b) || a - b).filter((code) => code < 55296 || code > 57343);
}
var PLEASANT = [97, 65, 48, 45, 32, 127];
function rank(code) {
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  if (code >= 48 && code <= 57) return 2;
  return code > 32 && code < 127 ? 3 : 4;
}

// src/drift/contract/schema/canonical.ts
function canonical(value) {
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== void 0) members.push(`${JSON.stringify(key)}:${canonical(member)}`);
  }
  return `{${members.join(",")}}`;
}
function preview(value, limit2 = 160) {
  const parts = [];
  let length = 0;
  const write = (text2) => {
    if (length <= limit2) parts.push(text2);
    length += text2.length;
  };
  const visit = (item) => {
    if (length > limit2) return;
    if (isList(item)) {
      write("[");
      for (let index = 0; index < item.length && length <= limit2; index += 1) {
        const element = item[index];
        if (index > 0) write(",");
        if (element !== void 0) visit(element);
      }
      write("]");
    } else if (isObject(item)) {
      write("{");
      let first = true;
      for (const key of Object.keys(item).sort()) {
        if (length > limit2) break;
        const member = item[key];
        if (member === void 0) continue;
        write(`${first ? "" : ","}${JSON.stringify(key.slice(0, limit2))}:`);
        first = false;
        visit(member);
      }
      write("}");
    } else {
      write(JSON.stringify(typeof item === "string" ? item.slice(0, limit2) : item));
    }
  };
  visit(value);
  const text = parts.join("");
  return length > limit2 ? `${text.slice(0, limit2)}\u2026` : text;
}

// src/drift/contract/schema/adjacent.ts
var NEEDED = /* @__PURE__ */ new Map([
  ["then", "if"],
  ["else", "if"],
  ["minContains", "contains"],
  ["maxContains", "contains"]
]);
function isIdle({ key, parent }) {
  const needed = NEEDED.get(String(key));
  return needed !== void 0 && parent !== null && childOf(parent, needed) === null;
}
function conditionalsOf({ constraints }) {
  return (constraints.get("if") ?? []).map((test) => ({
    test,
    met: beside(test, "then"),
    unmet: beside(test, "else")
  }));
}
function containedOf({ constraints }) {
  return (constraints.get("contains") ?? []).map((node) => {
    const [least, most] = [beside(node, "minContains")?.value, beside(node, "maxContains")?.value];
    return {
      node,
      least: typeof least === "number" ? least : 1,
      most: typeof most === "number" ? most : Number.POSITIVE_INFINITY
    };
  });
}
function beside({ parent }, keyword) {
  const node = parent === null ? null : childOf(parent, keyword);
  return node === null || node.value === true ? null : node;
}

// src/drift/contract/schema/bounds.ts
function strongest(view, keyword) {
  const upper = /^(?:max|exclusiveMax)/.test(keyword);
  let found = null;
  for (const { value } of view.constraints.get(keyword) ?? []) {
    if (typeof value !== "number" || Number.isNaN(value)) continue;
    found = found === null ? value : upper ? Math.min(found, value) : Math.max(found, value);
  }
  return found;
}
function lowerLimit(view, integers = false) {
  return limit(view, "minimum", "exclusiveMinimum", integers, (a, b) => a > b);
}
function upperLimit(view, integers = false) {
  return limit(view, "maximum", "exclusiveMaximum", integers, (a, b) => a < b);
}
function limit(view, plain, exclusive, integers, isStronger) {
  const [inner, outer] = [strongest(view, plain), strongest(view, exclusive)];
  const isExclusive = outer !== null && (inner === null || !isStronger(inner, outer));
  const value = isExclusive ? outer : inner;
  if (value === null) return null;
  if (!integers) return { value, exclusive: isExclusive };
  const isLower = plain === "minimum";
  const whole = isLower ? Math.ceil(value) : Math.floor(value);
  const isStep = isExclusive && whole === value;
  return { value: isStep ? whole + (isLower ? 1 : -1) : whole, exclusive: false };
}
function countOf(view, keyword) {
  return strongest(view, keyword) ?? (keyword.startsWith("max") ? Number.POSITIVE_INFINITY : 0);
}
function textsOf(view, keyword) {
  const texts = (view.constraints.get(keyword) ?? []).flatMap(
    ({ value }) => typeof value === "string" ? [value] : []
  );
  return [...new Set(texts)].sort();
}
function patternsOf(view) {
  const found = /* @__PURE__ */ new Map();
  for (const node of view.constraints.get("patternProperties") ?? []) {
    for (const entry of childrenOf(node)) {
      const pattern = String(entry.key);
      found.set(pattern, [...found.get(pattern) ?? [], entry]);
    }
  }
  return found;
}
function numbersOf(view, keyword) {
  const numbers = (view.constraints.get(keyword) ?? []).flatMap(
    ({ value }) => typeof value === "number" && value > 0 ? [value] : []
  );
  return [...new Set(numbers)].sort((a, b) => a - b);
}
function isMultiple(part, whole) {
  const ratio = part / whole;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9 * Math.max(1, Math.abs(ratio));
}

// src/drift/contract/schema/shape.ts
function propertyShape(model, view, name, flow) {
  const schemas = view.properties.get(name);
  if (schemas === void 0) {
    return { schemas: view.additional, forbidden: view.closed !== null, hidden: false };
  }
  const hidden = isHidden(model, schemas, flow);
  return { schemas: hidden ? [] : schemas, forbidden: false, hidden };
}
function isHidden(model, schemas, flow) {
  const keyword = flow === "request" ? "readOnly" : "writeOnly";
  const [only2, second] = schemas;
  if (only2 !== void 0 && second === void 0) {
    const target = model.schemas.follow(only2);
    if (target === void 0) return false;
    const { value } = target;
    if (isObject(value) && !COMBINING.some((other) => value[other] !== void 0))
      return value[keyword] === true;
  }
  return model.schemas.of(schemas)?.view()[keyword] === true;
}
var COMBINING = ["$ref", "allOf", "anyOf", "oneOf"];
function patternSchemas(view, name) {
  const matching = [];
  for (const node of (view.constraints.get("patternProperties") ?? []).flatMap(childrenOf)) {
    const matches = automatonOf(String(node.key))?.accepts(name);
    if (matches === void 0) return void 0;
    if (matches) matching.push(node);
  }
  return matching;
}
function requiredNames(model, view, flow) {
  const byRequired = known[flow];
  let names2 = byRequired.get(view.required);
  if (names2 === void 0) {
    names2 = [...view.required.keys()].filter((name) => !propertyShape(model, view, name, flow).hidden).sort();
    if (view.required.size > 0) byRequired.set(view.required, names2);
  }
  return names2;
}
var known = {
  request: /* @__PURE__ */ new WeakMap(),
  response: /* @__PURE__ */ new WeakMap()
};

// src/drift/contract/schema/types.ts
var NULL = 1;
var BOOLEAN = 2;
var INTEGER = 4;
var FRACTION = 8;
var STRING = 16;
var NUMBER = INTEGER | FRACTION;
var ARRAY = 32;
var OBJECT = 64;
var ANY = 127;
var STRUCTURED = ARRAY | OBJECT;
var BY_NAME = /* @__PURE__ */ new Map([
  ["null", NULL],
  ["boolean", BOOLEAN],
  ["integer", INTEGER],
  ["number", INTEGER | FRACTION],
  ["string", STRING],
  ["array", ARRAY],
  ["object", OBJECT],
  // Swagger 2.0, section "Parameter Object": a file is sent as text.
  ["file", STRING]
]);
function typesOf(type) {
  if (typeof type === "string") return BY_NAME.get(type);
  if (!isList(type) || type.length === 0) return void 0;
  let types = 0;
  for (const name of type) {
    const bits = typeof name === "string" ? BY_NAME.get(name) : void 0;
    if (bits === void 0) return void 0;
    types |= bits;
  }
  return types;
}
function typeOfValue(value) {
  if (value === null) return NULL;
  if (isList(value)) return ARRAY;
  switch (typeof value) {
    case "boolean":
      return BOOLEAN;
    case "number":
      return Number.isInteger(value) ? INTEGER : FRACTION;
    case "string":
      return STRING;
    default:
      return OBJECT;
  }
}
function isWithin(inner, outer) {
  return (inner & ~outer) === 0;
}
function describeTypes(types) {
  if (types === ANY) return "any type";
  if (types === 0) return "no type";
  const names2 = [];
  for (const [name, bits] of BY_NAME) {
    if (name === "file" || name === "null" || !isWithin(bits, types)) continue;
    if (name === "integer" && (types & FRACTION) !== 0) continue;
    names2.push(name);
  }
  if ((types & NULL) !== 0) names2.push("null");
  return names2.length === 0 ? "number" : names2.join(" or ");
}

// src/drift/contract/schema/accepts.ts
var MAX_DEPTH = 40;
var MAX_STEPS = 3e3;
var Acceptance = class {
  constructor(model, flow, ofFormat, effort = { spent: 0 }) {
    this.model = model;
    this.flow = flow;
    this.ofFormat = ofFormat;
    this.effort = effort;
  }
  model;
  flow;
  ofFormat;
  effort;
  steps = 0;
  /** What was decided of objects and lists, which many values share: they are never changed once they are made. */
  known = /* @__PURE__ */ new WeakMap();
  /** Whether the schemas that hold at one place accept a value. */
  byNodes(nodes, value, depth = 0) {
    if (nodes.length === 0) return true;
    const view = this.model.schemas.of(nodes)?.view();
    if (view === void 0) return void 0;
    if (typeof value !== "object" || value === null) return this.byView(view, value, depth);
    const known2 = this.known.get(value)?.get(view);
    if (known2 !== void 0) return known2;
    const answer = this.byView(view, value, depth);
    if (answer !== void 0) this.remember(view, value, answer);
    return answer;
  }
  remember(view, value, answer) {
    const answers = this.known.get(value);
    if (answers === void 0) this.known.set(value, /* @__PURE__ */ new Map([[view, answer]]));
    else answers.set(view, answer);
  }
  byView(view, value, depth = 0) {
    this.steps = depth === 0 ? 0 : this.steps + 1;
    this.effort.spent += 1;
    if (depth > MAX_DEPTH || this.steps > MAX_STEPS || view.broken.size > 0) return void 0;
    if ((typeOfValue(value) & view.types) === 0) return false;
    if (view.values !== null && !view.values.has(canonical(value))) return false;
    return all([
      () => this.byKind(view, value, depth),
      () => all(view.unions.map((union) => () => this.byUnion(union, value, depth))),
      () => this.byConditions(view, value, depth)
    ]);
  }
  byKind(view, value, depth) {
    if (typeof value === "string") return this.text(view, value);
    if (typeof value === "number") return this.number(view, value);
    if (isList(value)) return this.list(view, value, depth);
    return isObject(value) ? this.object(view, value, depth) : true;
  }
  text(view, value) {
    const length = [...value].length;
    if (length < countOf(view, "minLength") || length > countOf(view, "maxLength")) return false;
    return all([
      ...textsOf(view, "pattern").map((pattern) => () => automatonOf(pattern)?.accepts(value)),
      () => this.format(view, value)
    ]);
  }
  format(view, value) {
    const formats = [view.format, ...view.constraints.get("format") ?? []];
    return all(
      formats.map((node) => () => {
        const format = node?.value;
        return typeof format === "string" ? this.ofFormat(format, value) : true;
      })
    );
  }
  number(view, value) {
    const [lower, upper] = [lowerLimit(view), upperLimit(view)];
    if (lower !== null && (lower.exclusive ? value <= lower.value : value < lower.value))
      return false;
    if (upper !== null && (upper.exclusive ? value >= upper.value : value > upper.value))
      return false;
    if (numbersOf(view, "multipleOf").some((step) => !isMultiple(value, step))) return false;
    return this.format(view, value);
  }
  list(view, value, depth) {
    if (value.length < countOf(view, "minItems") || value.length > countOf(view, "maxItems"))
      return false;
    if (view.constraints.has("uniqueItems") && new Set(value.map(canonical)).size < value.length)
      return false;
    if (view.mixedItems) return void 0;
    if (view.constraints.has("unevaluatedItems") || view.constraints.has("additionalItems"))
      return void 0;
    const prefix = (view.constraints.get("prefixItems") ?? []).map(childrenOf);
    return all([
      ...value.map((item, index) => () => {
        const own = prefix.flatMap((positions) => positions[index] ?? []);
        const rest = prefix.some((positions) => index < positions.length) ? [] : view.items;
        return this.byNodes(own.length > 0 ? own : rest, item, depth + 1);
      }),
      () => this.contains(view, value, depth)
    ]);
  }
  contains(view, value, depth) {
    return all(
      containedOf(view).map(({ node, least, most }) => () => {
        const answers = value.map((item) => this.byNodes([node], item, depth + 1));
        const surely = answers.filter((answer) => answer === true).length;
        const maybe = answers.filter((answer) => answer !== false).length;
        if (maybe < least || surely > most) return false;
        return surely >= least && maybe <= most ? true : void 0;
      })
    );
  }
  object(view, value, depth) {
    const names2 = Object.keys(value).sort();
    this.effort.spent += names2.length;
    if (names2.length < countOf(view, "minProperties") || names2.length > countOf(view, "maxProperties"))
      return false;
    if (requiredNames(this.model, view, this.flow).some((name) => !Object.hasOwn(value, name)))
      return false;
    if (view.mixed || OPEN_QUESTIONS.some((keyword) => view.constraints.has(keyword)))
      return void 0;
    return all([
      ...names2.map((name) => () => {
        const member = value[name];
        return member === void 0 ? void 0 : this.property(view, name, member, depth);
      }),
      () => dependencies(view, value),
      ...(view.constraints.get("dependentSchemas") ?? []).flatMap(childrenOf).map((node) => () => {
        const isThere = Object.hasOwn(value, String(node.key));
        return isThere ? this.byNodes([node], value, depth + 1) : true;
      }),
      () => all(
        (view.constraints.get("propertyNames") ?? []).flatMap(
          (node) => names2.map((name) => () => this.byNodes([node], name, depth + 1))
        )
      )
    ]);
  }
  /** A property by name; patterns of names speak of those that are listed too, and keep them from being additional. */
  property(view, name, value, depth) {
    const matching = patternSchemas(view, name);
    if (matching === void 0) return void 0;
    const isListed = view.properties.has(name);
    const shape = propertyShape(this.model, view, name, this.flow);
    if (matching.length === 0 && shape.forbidden) return false;
    const own = isListed || matching.length === 0 ? shape.schemas : [];
    return all(
      [own, ...matching.map((node) => [node])].map(
        (nodes) => () => this.byNodes(nodes, value, depth + 1)
      )
    );
  }
  byUnion(union, value, depth) {
    if (value === null && union.orNull) return true;
    let accepted = 0;
    let isOpen = false;
    for (const member of union.members) {
      const answer = this.byNodes([member], value, depth + 1);
      if (answer === void 0) isOpen = true;
      if (answer !== true) continue;
      if (union.keyword === "anyOf") return true;
      accepted += 1;
      if (accepted > 1) return false;
    }
    if (isOpen) return void 0;
    return accepted === 1;
  }
  byConditions(view, value, depth) {
    return all([
      ...(view.constraints.get("not") ?? []).map((node) => () => {
        const answer = this.byNodes([node], value, depth + 1);
        return answer === void 0 ? void 0 : !answer;
      }),
      ...conditionalsOf(view).map(({ test, met, unmet }) => () => {
        if (met === null && unmet === null) return true;
        const holds = this.byNodes([test], value, depth + 1);
        if (holds === void 0) return void 0;
        const asked = holds ? met : unmet;
        return asked === null || this.byNodes([asked], value, depth + 1);
      })
    ]);
  }
};
var OPEN_QUESTIONS = ["unevaluatedProperties"];
function dependencies(view, value) {
  for (const { value: rules } of view.constraints.get("dependentRequired") ?? []) {
    if (!isObject(rules)) return void 0;
    for (const [name, needed] of Object.entries(rules)) {
      if (!Object.hasOwn(value, name) || !isList(needed)) continue;
      if (needed.some((other) => typeof other === "string" && !Object.hasOwn(value, other)))
        return false;
    }
  }
  return true;
}
function all(checks) {
  let answer = true;
  for (const check of checks) {
    const own = check();
    if (own === false) return false;
    if (own === void 0) answer = void 0;
  }
  return answer;
}

// src/drift/contract/schema/anything.ts
function anything(node) {
  return {
    node,
    parts: [],
    types: ANY,
    typeNode: node,
    effectiveTypes: ANY,
    values: null,
    valuesNode: node,
    format: null,
    properties: /* @__PURE__ */ new Map(),
    propertiesNode: node,
    required: /* @__PURE__ */ new Map(),
    requiredNode: node,
    items: [],
    additional: [],
    closed: null,
    opened: /* @__PURE__ */ new Set(),
    unions: [],
    constraints: /* @__PURE__ */ new Map(),
    readOnly: false,
    writeOnly: false,
    hasDefault: false,
    annotations: /* @__PURE__ */ new Map(),
    mixed: false,
    mixedItems: false,
    rests: [],
    broken: /* @__PURE__ */ new Set()
  };
}
function saysNothing(view) {
  return view.types === ANY && view.values === null && view.format === null && view.properties.size === 0 && view.required.size === 0 && view.items.length === 0 && view.additional.length === 0 && view.closed === null && view.unions.length === 0 && view.constraints.size === 0;
}

// src/drift/contract/schema/formats.ts
var PART_OF = /* @__PURE__ */ new Map([
  ["int8", ["int16", "int32", "int64"]],
  ["int16", ["int32", "int64"]],
  ["int32", ["int64"]],
  ["uint8", ["uint16", "uint32", "uint64", "int16", "int32", "int64"]],
  ["uint16", ["uint32", "uint64", "int32", "int64"]],
  ["uint32", ["uint64", "int64"]],
  ["float", ["double"]],
  ["email", ["idn-email"]],
  ["hostname", ["idn-hostname"]],
  ["uri", ["uri-reference", "iri", "iri-reference", "uri-template"]],
  ["uri-reference", ["iri-reference"]],
  ["iri", ["iri-reference"]],
  ["json-pointer", ["uri-reference"]]
]);
var MEANINGFUL = /* @__PURE__ */ new Set([
  ...[...PART_OF].flatMap(([part, wholes]) => [part, ...wholes]),
  "date-time",
  "date",
  "time",
  "duration",
  "ipv4",
  "ipv6",
  "uuid",
  "relative-json-pointer",
  "regex",
  "byte",
  "base64url",
  "password"
]);
var WIDEST = /* @__PURE__ */ new Set(["double", "password"]);
function isMeaningful(format) {
  return MEANINGFUL.has(format);
}
function excludesNothing(format, integers = false) {
  return format === null || WIDEST.has(format) || format === "int64" && integers;
}
function isPartOf(part, whole) {
  if (whole === null || part === whole) return true;
  return part !== null && (PART_OF.get(part)?.includes(whole) ?? false);
}
var WHOLE_NUMBERS = /* @__PURE__ */ new Map([
  ["int8", [-(2 ** 7), 2 ** 7 - 1]],
  ["int16", [-(2 ** 15), 2 ** 15 - 1]],
  ["int32", [-(2 ** 31), 2 ** 31 - 1]],
  ["uint8", [0, 2 ** 8 - 1]],
  ["uint16", [0, 2 ** 16 - 1]],
  ["uint32", [0, 2 ** 32 - 1]]
]);
function isNumberOf(format, value) {
  const range = WHOLE_NUMBERS.get(format);
  if (range === void 0 || typeof value !== "number") return void 0;
  return Number.isInteger(value) && value >= range[0] && value <= range[1];
}

// src/drift/contract/schema/nullable.ts
function isNullable({ dialect }, schema) {
  return schema["x-nullable"] === true || schema["nullable"] === true && dialect.nullable;
}
function reportDroppedNullable(contract, schema) {
  if (contract.dialect.nullable || schema.value["nullable"] !== true) return;
  contract.report(
    childOf(schema, "nullable") ?? schema,
    "invalid-contract",
    "'nullable' has no effect in OpenAPI 3.1 and later, so it was passed over. Where null may come, list it among the types: type: [string, 'null']."
  );
}

export {
  isObject,
  toPointer,
  fromPointer,
  isList,
  isObjectNode,
  rootNode,
  childOf,
  childrenOf,
  pathOf,
  pointerOf,
  nearest,
  PatternWork,
  workOnPatterns,
  arePatternsSpent,
  findText,
  isIdle,
  conditionalsOf,
  containedOf,
  strongest,
  lowerLimit,
  upperLimit,
  countOf,
  textsOf,
  patternsOf,
  numbersOf,
  isMultiple,
  canonical,
  preview,
  propertyShape,
  patternSchemas,
  requiredNames,
  NULL,
  BOOLEAN,
  INTEGER,
  FRACTION,
  STRING,
  NUMBER,
  ARRAY,
  OBJECT,
  ANY,
  STRUCTURED,
  typesOf,
  typeOfValue,
  isWithin,
  describeTypes,
  Acceptance,
  anything,
  saysNothing,
  isMeaningful,
  excludesNothing,
  isPartOf,
  isNumberOf,
  USUAL_SEVERITY,
  lifecycleRuleId,
  remedyOf,
  BOUNDS,
  boundFact,
  names,
  factOf,
  schemaRuleId,
  contractRule,
  alternativeOf,
  judge,
  compatibilityOf,
  isNullable,
  reportDroppedNullable
};
//# sourceMappingURL=chunk-LEUKAN7O.mjs.map
