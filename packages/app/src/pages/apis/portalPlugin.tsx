import { ComponentType, ReactNode, useEffect, useRef } from 'react';
import { OpenApiInfo } from './OpenApiInfo';
import { OpenApiLayout } from './OpenApiLayout';
import { OpenApiServers } from './OpenApiServers';

/** Name of our layout among Swagger UI's components. */
export const layoutName = 'PortalLayout';

/** What we use of Swagger UI's immutable maps. */
type ImmutableMap = {
  get(name: string): any;
  getIn(path: string[]): any;
  toObject(): Record<string, any>;
};

type Wrapper = (Original: ComponentType<any>) => ComponentType<any>;

function Labelled(props: { label: string; children: ReactNode }) {
  return (
    // The control is the one that Swagger UI draws within.
    // eslint-disable-next-line jsx-a11y/label-has-associated-control
    <label className="gr-open-api-field">
      <span className="gr-hidden">{props.label}</span>
      {props.children}
    </label>
  );
}

/** A field of a parameter, called what the parameter is called. */
const withParameterName: Wrapper = Original =>
  function NamedField(props: { description?: string; keyName?: string }) {
    const label = props.description || props.keyName;
    return label ? (
      <Labelled label={label}>
        <Original {...props} />
      </Labelled>
    ) : (
      <Original {...props} />
    );
  };

/** A list is named where it is one choice; otherwise each of its fields is. */
const withListName: Wrapper = Original => {
  const Named = withParameterName(Original);
  return function NamedList(props: { schema?: ImmutableMap }) {
    const isChoice = Boolean(props.schema?.getIn?.(['items', 'enum']));
    return isChoice ? <Named {...props} /> : <Original {...props} />;
  };
};

const withName =
  (label: string): Wrapper =>
  Original =>
    function NamedPart(props: object) {
      return (
        <Labelled label={label}>
          <Original {...props} />
        </Labelled>
      );
    };

/** The table of an operation's responses, of which there is one for each operation. */
const withResponsesName: Wrapper = Original =>
  function NamedResponses(props: { method: string; path: string }) {
    const { method, path } = props;
    const frame = useRef<HTMLDivElement>(null);
    useEffect(() => {
      // It says that it is a region, and takes no name for it.
      frame.current
        ?.querySelector('table[role="region"]')
        ?.setAttribute('aria-label', `Responses of ${method} ${path}`);
    });
    return (
      <div ref={frame}>
        <Original {...props} />
      </div>
    );
  };

/**
 * An operation's path as words: it is within the button that opens the
 * operation, which also puts it into the address, and a link cannot be there.
 */
function OperationPath(props: { operationProps: ImmutableMap }) {
  const { path, deprecated } = props.operationProps.toObject();
  return (
    <span
      className={
        deprecated ? 'opblock-summary-path__deprecated' : 'opblock-summary-path'
      }
      data-path={path}
    >
      {path}
    </span>
  );
}

/** Code in the colours of the page: those of the stock highlighter are dark on every one. */
function PlainCode(props: { className?: string; children?: string }) {
  const { className = 'microlight', children } = props;
  return (
    // A long one scrolls, which the keyboard must be able to do too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={className} tabIndex={0}>
      <code>{children}</code>
    </pre>
  );
}

/**
 * Makes Swagger UI a part of a page: without a main part and a first heading of
 * its own, every control with a name, and none within another.
 */
export function portalPlugin() {
  return {
    components: { [layoutName]: OpenApiLayout, PortalInfo: OpenApiInfo },
    wrapComponents: {
      Servers: () => OpenApiServers,
      OperationSummaryPath: () => OperationPath,
      ExamplesSelect: withName('Example'),
      RequestBodyEditor: withName('Request body'),
      responses: withResponsesName,
      SyntaxHighlighter: () => PlainCode,
      JsonSchema_string: withParameterName,
      JsonSchema_boolean: withParameterName,
      JsonSchema_array: withListName,
    },
  };
}
