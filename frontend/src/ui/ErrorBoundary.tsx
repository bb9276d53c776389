import { Component, type ReactNode } from "react";
import { ErrorState } from "./ErrorState";

interface Props {
  title?: string;
  /** A change of this key gives the children another chance. */
  resetKey?: string;
  children: ReactNode;
}

interface State {
  error: unknown;
  at: string | undefined;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, at: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.at ? null : { error: null, at: props.resetKey };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <ErrorState
        error={this.state.error}
        title={this.props.title ?? "This part of the page stopped working"}
        verb="Show it again"
        retry={() => this.setState({ error: null })}
      />
    );
  }
}
