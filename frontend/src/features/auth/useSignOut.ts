import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { ApiError } from "@/api/errors";
import { forgetRecents } from "@/lib/recents";
import { dismissToasts, toast } from "@/ui/toast";
import { signOut } from "./queries";

export function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return () => {
    const leave = async () => {
      try {
        await signOut();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.status !== 401) {
          toast(`You are still signed in: ${error.message}`, { tone: "bad" });
          return;
        }
      }
      forgetRecents();
      dismissToasts();
      await navigate("/login?why=signed-out", { replace: true });
      client.clear();
    };
    void leave();
  };
}
