import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";

import { ApiError } from "@/api/errors";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/toast";

import { retryMail } from "../queries";

import { activityKey } from "./queries";

interface RetryMailProps {
  readonly quoteId: string;
  readonly messageId: string;
}

/** Sends a mail again that the mail server refused for good. */
export function RetryMail({ quoteId, messageId }: RetryMailProps) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryMail(messageId),
    onSuccess: async () => {
      toast("The mail waits to be sent again.");
      await client.invalidateQueries({ queryKey: activityKey(quoteId) });
    },
    onError: (error) => toast(error instanceof ApiError ? error.message : "That did not work.", { tone: "bad" }),
  });
  return (
    <Button className="my-1" icon={<Send aria-hidden />} busy={retry.isPending} onClick={() => retry.mutate()}>
      Send the mail again
    </Button>
  );
}
