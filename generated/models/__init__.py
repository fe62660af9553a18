"""Every model of the contract, found by its name alone and imported on first use. Written by codegen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .admin_api_keys import (
        AdminApiKey as AdminApiKey,
    )
    from .admin_api_keys import (
        AdminApiKeyCreateResponse as AdminApiKeyCreateResponse,
    )
    from .admin_api_keys import (
        AdminApiKeyOwner as AdminApiKeyOwner,
    )
    from .admin_api_keys import (
        AdminApiKeysCreateRequest as AdminApiKeysCreateRequest,
    )
    from .admin_api_keys import (
        AdminApiKeysDeleteResponse200 as AdminApiKeysDeleteResponse200,
    )
    from .admin_api_keys import (
        ApiKeyList as ApiKeyList,
    )
    from .assistants import (
        AssistantObject as AssistantObject,
    )
    from .assistants import (
        AssistantObjectDescription as AssistantObjectDescription,
    )
    from .assistants import (
        AssistantObjectInstructions as AssistantObjectInstructions,
    )
    from .assistants import (
        AssistantObjectName as AssistantObjectName,
    )
    from .assistants import (
        AssistantObjectTemperature as AssistantObjectTemperature,
    )
    from .assistants import (
        AssistantObjectToolResources as AssistantObjectToolResources,
    )
    from .assistants import (
        AssistantObjectToolResourcesCodeInterpreter as AssistantObjectToolResourcesCodeInterpreter,
    )
    from .assistants import (
        AssistantObjectToolResourcesFileSearch as AssistantObjectToolResourcesFileSearch,
    )
    from .assistants import (
        AssistantObjectTopP as AssistantObjectTopP,
    )
    from .assistants import (
        AssistantsApiResponseFormatOption as AssistantsApiResponseFormatOption,
    )
    from .assistants import (
        AssistantsApiToolChoiceOption as AssistantsApiToolChoiceOption,
    )
    from .assistants import (
        AssistantsNamedToolChoice as AssistantsNamedToolChoice,
    )
    from .assistants import (
        AssistantsNamedToolChoiceFunction as AssistantsNamedToolChoiceFunction,
    )
    from .assistants import (
        AssistantStreamEvent as AssistantStreamEvent,
    )
    from .assistants import (
        AssistantSupportedModels as AssistantSupportedModels,
    )
    from .assistants import (
        AssistantToolsCode as AssistantToolsCode,
    )
    from .assistants import (
        AssistantToolsFileSearch as AssistantToolsFileSearch,
    )
    from .assistants import (
        AssistantToolsFileSearchFileSearch as AssistantToolsFileSearchFileSearch,
    )
    from .assistants import (
        AssistantToolsFileSearchTypeOnly as AssistantToolsFileSearchTypeOnly,
    )
    from .assistants import (
        AssistantToolsFunction as AssistantToolsFunction,
    )
    from .assistants import (
        CreateAssistantRequest as CreateAssistantRequest,
    )
    from .assistants import (
        CreateAssistantRequestDescription as CreateAssistantRequestDescription,
    )
    from .assistants import (
        CreateAssistantRequestInstructions as CreateAssistantRequestInstructions,
    )
    from .assistants import (
        CreateAssistantRequestName as CreateAssistantRequestName,
    )
    from .assistants import (
        CreateAssistantRequestTemperature as CreateAssistantRequestTemperature,
    )
    from .assistants import (
        CreateAssistantRequestToolResources as CreateAssistantRequestToolResources,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesCodeInterpreter as CreateAssistantRequestToolResourcesCodeInterpreter,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearch as CreateAssistantRequestToolResourcesFileSearch,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearch1 as CreateAssistantRequestToolResourcesFileSearch1,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearch1VectorStore as CreateAssistantRequestToolResourcesFileSearch1VectorStore,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto as CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic as CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic as CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearchVectorStore as CreateAssistantRequestToolResourcesFileSearchVectorStore,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto as CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic as CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
    )
    from .assistants import (
        CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic as CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic,
    )
    from .assistants import (
        CreateAssistantRequestTopP as CreateAssistantRequestTopP,
    )
    from .assistants import (
        CreateMessageRequest as CreateMessageRequest,
    )
    from .assistants import (
        CreateMessageRequestAttachment as CreateMessageRequestAttachment,
    )
    from .assistants import (
        CreateMessageRequestContent as CreateMessageRequestContent,
    )
    from .assistants import (
        CreateRunRequest as CreateRunRequest,
    )
    from .assistants import (
        CreateRunRequestTools as CreateRunRequestTools,
    )
    from .assistants import (
        CreateThreadAndRunRequest as CreateThreadAndRunRequest,
    )
    from .assistants import (
        CreateThreadAndRunRequestToolResources as CreateThreadAndRunRequestToolResources,
    )
    from .assistants import (
        CreateThreadAndRunRequestToolResourcesCodeInterpreter as CreateThreadAndRunRequestToolResourcesCodeInterpreter,
    )
    from .assistants import (
        CreateThreadAndRunRequestToolResourcesFileSearch as CreateThreadAndRunRequestToolResourcesFileSearch,
    )
    from .assistants import (
        CreateThreadAndRunRequestTools as CreateThreadAndRunRequestTools,
    )
    from .assistants import (
        CreateThreadRequest as CreateThreadRequest,
    )
    from .assistants import (
        CreateThreadRequestToolResources as CreateThreadRequestToolResources,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesCodeInterpreter as CreateThreadRequestToolResourcesCodeInterpreter,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearch as CreateThreadRequestToolResourcesFileSearch,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearch1 as CreateThreadRequestToolResourcesFileSearch1,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearch1VectorStore as CreateThreadRequestToolResourcesFileSearch1VectorStore,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto as CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic as CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic as CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearchVectorStore as CreateThreadRequestToolResourcesFileSearchVectorStore,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto as CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic as CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic,
    )
    from .assistants import (
        CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic as CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic,
    )
    from .assistants import (
        DeleteAssistantResponse as DeleteAssistantResponse,
    )
    from .assistants import (
        DeleteMessageResponse as DeleteMessageResponse,
    )
    from .assistants import (
        DeleteThreadResponse as DeleteThreadResponse,
    )
    from .assistants import (
        DoneEvent as DoneEvent,
    )
    from .assistants import (
        ErrorEvent as ErrorEvent,
    )
    from .assistants import (
        FileSearchRanker as FileSearchRanker,
    )
    from .assistants import (
        FileSearchRankingOptions as FileSearchRankingOptions,
    )
    from .assistants import (
        ListAssistantsResponse as ListAssistantsResponse,
    )
    from .assistants import (
        ListMessagesResponse as ListMessagesResponse,
    )
    from .assistants import (
        ListRunsResponse as ListRunsResponse,
    )
    from .assistants import (
        ListRunStepsResponse as ListRunStepsResponse,
    )
    from .assistants import (
        MessageContentImageFileObject as MessageContentImageFileObject,
    )
    from .assistants import (
        MessageContentImageFileObjectImageFile as MessageContentImageFileObjectImageFile,
    )
    from .assistants import (
        MessageContentImageUrlObject as MessageContentImageUrlObject,
    )
    from .assistants import (
        MessageContentImageUrlObjectImageUrl as MessageContentImageUrlObjectImageUrl,
    )
    from .assistants import (
        MessageContentRefusalObject as MessageContentRefusalObject,
    )
    from .assistants import (
        MessageContentTextAnnotationsFileCitationObject as MessageContentTextAnnotationsFileCitationObject,
    )
    from .assistants import (
        MessageContentTextAnnotationsFileCitationObjectFileCitation as MessageContentTextAnnotationsFileCitationObjectFileCitation,
    )
    from .assistants import (
        MessageContentTextAnnotationsFilePathObject as MessageContentTextAnnotationsFilePathObject,
    )
    from .assistants import (
        MessageContentTextAnnotationsFilePathObjectFilePath as MessageContentTextAnnotationsFilePathObjectFilePath,
    )
    from .assistants import (
        MessageContentTextObject as MessageContentTextObject,
    )
    from .assistants import (
        MessageContentTextObjectText as MessageContentTextObjectText,
    )
    from .assistants import (
        MessageDeltaContentImageFileObject as MessageDeltaContentImageFileObject,
    )
    from .assistants import (
        MessageDeltaContentImageFileObjectImageFile as MessageDeltaContentImageFileObjectImageFile,
    )
    from .assistants import (
        MessageDeltaContentImageUrlObject as MessageDeltaContentImageUrlObject,
    )
    from .assistants import (
        MessageDeltaContentImageUrlObjectImageUrl as MessageDeltaContentImageUrlObjectImageUrl,
    )
    from .assistants import (
        MessageDeltaContentRefusalObject as MessageDeltaContentRefusalObject,
    )
    from .assistants import (
        MessageDeltaContentTextAnnotationsFileCitationObject as MessageDeltaContentTextAnnotationsFileCitationObject,
    )
    from .assistants import (
        MessageDeltaContentTextAnnotationsFileCitationObjectFileCitation as MessageDeltaContentTextAnnotationsFileCitationObjectFileCitation,
    )
    from .assistants import (
        MessageDeltaContentTextAnnotationsFilePathObject as MessageDeltaContentTextAnnotationsFilePathObject,
    )
    from .assistants import (
        MessageDeltaContentTextAnnotationsFilePathObjectFilePath as MessageDeltaContentTextAnnotationsFilePathObjectFilePath,
    )
    from .assistants import (
        MessageDeltaContentTextObject as MessageDeltaContentTextObject,
    )
    from .assistants import (
        MessageDeltaContentTextObjectText as MessageDeltaContentTextObjectText,
    )
    from .assistants import (
        MessageDeltaObject as MessageDeltaObject,
    )
    from .assistants import (
        MessageDeltaObjectDelta as MessageDeltaObjectDelta,
    )
    from .assistants import (
        MessageObject as MessageObject,
    )
    from .assistants import (
        MessageObjectAttachment as MessageObjectAttachment,
    )
    from .assistants import (
        MessageObjectIncompleteDetails as MessageObjectIncompleteDetails,
    )
    from .assistants import (
        MessageRequestContentTextObject as MessageRequestContentTextObject,
    )
    from .assistants import (
        MessageStreamEventMessageStreamEventThreadMessageCompleted as MessageStreamEventMessageStreamEventThreadMessageCompleted,
    )
    from .assistants import (
        MessageStreamEventMessageStreamEventThreadMessageCreated as MessageStreamEventMessageStreamEventThreadMessageCreated,
    )
    from .assistants import (
        MessageStreamEventMessageStreamEventThreadMessageDelta as MessageStreamEventMessageStreamEventThreadMessageDelta,
    )
    from .assistants import (
        MessageStreamEventMessageStreamEventThreadMessageIncomplete as MessageStreamEventMessageStreamEventThreadMessageIncomplete,
    )
    from .assistants import (
        MessageStreamEventMessageStreamEventThreadMessageInProgress as MessageStreamEventMessageStreamEventThreadMessageInProgress,
    )
    from .assistants import (
        ModifyAssistantRequest as ModifyAssistantRequest,
    )
    from .assistants import (
        ModifyAssistantRequestDescription as ModifyAssistantRequestDescription,
    )
    from .assistants import (
        ModifyAssistantRequestInstructions as ModifyAssistantRequestInstructions,
    )
    from .assistants import (
        ModifyAssistantRequestName as ModifyAssistantRequestName,
    )
    from .assistants import (
        ModifyAssistantRequestTemperature as ModifyAssistantRequestTemperature,
    )
    from .assistants import (
        ModifyAssistantRequestToolResources as ModifyAssistantRequestToolResources,
    )
    from .assistants import (
        ModifyAssistantRequestToolResourcesCodeInterpreter as ModifyAssistantRequestToolResourcesCodeInterpreter,
    )
    from .assistants import (
        ModifyAssistantRequestToolResourcesFileSearch as ModifyAssistantRequestToolResourcesFileSearch,
    )
    from .assistants import (
        ModifyAssistantRequestTopP as ModifyAssistantRequestTopP,
    )
    from .assistants import (
        ModifyMessageRequest as ModifyMessageRequest,
    )
    from .assistants import (
        ModifyRunRequest as ModifyRunRequest,
    )
    from .assistants import (
        ModifyThreadRequest as ModifyThreadRequest,
    )
    from .assistants import (
        ModifyThreadRequestToolResources as ModifyThreadRequestToolResources,
    )
    from .assistants import (
        ModifyThreadRequestToolResourcesCodeInterpreter as ModifyThreadRequestToolResourcesCodeInterpreter,
    )
    from .assistants import (
        ModifyThreadRequestToolResourcesFileSearch as ModifyThreadRequestToolResourcesFileSearch,
    )
    from .assistants import (
        RunCompletionUsage as RunCompletionUsage,
    )
    from .assistants import (
        RunCompletionUsageRunCompletionUsage as RunCompletionUsageRunCompletionUsage,
    )
    from .assistants import (
        RunObject as RunObject,
    )
    from .assistants import (
        RunObjectIncompleteDetails as RunObjectIncompleteDetails,
    )
    from .assistants import (
        RunObjectLastError as RunObjectLastError,
    )
    from .assistants import (
        RunObjectRequiredActionSubmitToolOutputs as RunObjectRequiredActionSubmitToolOutputs,
    )
    from .assistants import (
        RunObjectRequiredActionSubmitToolOutputsSubmitToolOutputs as RunObjectRequiredActionSubmitToolOutputsSubmitToolOutputs,
    )
    from .assistants import (
        RunStepCompletionUsage as RunStepCompletionUsage,
    )
    from .assistants import (
        RunStepCompletionUsageRunStepCompletionUsage as RunStepCompletionUsageRunStepCompletionUsage,
    )
    from .assistants import (
        RunStepDeltaObject as RunStepDeltaObject,
    )
    from .assistants import (
        RunStepDeltaObjectDelta as RunStepDeltaObjectDelta,
    )
    from .assistants import (
        RunStepDeltaStepDetailsMessageCreationObject as RunStepDeltaStepDetailsMessageCreationObject,
    )
    from .assistants import (
        RunStepDeltaStepDetailsMessageCreationObjectMessageCreation as RunStepDeltaStepDetailsMessageCreationObjectMessageCreation,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsCodeObject as RunStepDeltaStepDetailsToolCallsCodeObject,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreter as RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreter,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsCodeOutputImageObject as RunStepDeltaStepDetailsToolCallsCodeOutputImageObject,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsCodeOutputImageObjectImage as RunStepDeltaStepDetailsToolCallsCodeOutputImageObjectImage,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject as RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsFileSearchObject as RunStepDeltaStepDetailsToolCallsFileSearchObject,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsFunctionObject as RunStepDeltaStepDetailsToolCallsFunctionObject,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsFunctionObjectFunction as RunStepDeltaStepDetailsToolCallsFunctionObjectFunction,
    )
    from .assistants import (
        RunStepDeltaStepDetailsToolCallsObject as RunStepDeltaStepDetailsToolCallsObject,
    )
    from .assistants import (
        RunStepDetailsMessageCreationObject as RunStepDetailsMessageCreationObject,
    )
    from .assistants import (
        RunStepDetailsMessageCreationObjectMessageCreation as RunStepDetailsMessageCreationObjectMessageCreation,
    )
    from .assistants import (
        RunStepDetailsToolCallsCodeObject as RunStepDetailsToolCallsCodeObject,
    )
    from .assistants import (
        RunStepDetailsToolCallsCodeObjectCodeInterpreter as RunStepDetailsToolCallsCodeObjectCodeInterpreter,
    )
    from .assistants import (
        RunStepDetailsToolCallsCodeOutputImageObject as RunStepDetailsToolCallsCodeOutputImageObject,
    )
    from .assistants import (
        RunStepDetailsToolCallsCodeOutputImageObjectImage as RunStepDetailsToolCallsCodeOutputImageObjectImage,
    )
    from .assistants import (
        RunStepDetailsToolCallsCodeOutputLogsObject as RunStepDetailsToolCallsCodeOutputLogsObject,
    )
    from .assistants import (
        RunStepDetailsToolCallsFileSearchObject as RunStepDetailsToolCallsFileSearchObject,
    )
    from .assistants import (
        RunStepDetailsToolCallsFileSearchObjectFileSearch as RunStepDetailsToolCallsFileSearchObjectFileSearch,
    )
    from .assistants import (
        RunStepDetailsToolCallsFileSearchRankingOptionsObject as RunStepDetailsToolCallsFileSearchRankingOptionsObject,
    )
    from .assistants import (
        RunStepDetailsToolCallsFileSearchResultObject as RunStepDetailsToolCallsFileSearchResultObject,
    )
    from .assistants import (
        RunStepDetailsToolCallsFileSearchResultObjectContentItem as RunStepDetailsToolCallsFileSearchResultObjectContentItem,
    )
    from .assistants import (
        RunStepDetailsToolCallsFunctionObject as RunStepDetailsToolCallsFunctionObject,
    )
    from .assistants import (
        RunStepDetailsToolCallsFunctionObjectFunction as RunStepDetailsToolCallsFunctionObjectFunction,
    )
    from .assistants import (
        RunStepDetailsToolCallsObject as RunStepDetailsToolCallsObject,
    )
    from .assistants import (
        RunStepObject as RunStepObject,
    )
    from .assistants import (
        RunStepObjectLastError as RunStepObjectLastError,
    )
    from .assistants import (
        RunStepStreamEventRunStepStreamEventThreadRunStepCancelled as RunStepStreamEventRunStepStreamEventThreadRunStepCancelled,
    )
    from .assistants import (
        RunStepStreamEventRunStepStreamEventThreadRunStepCompleted as RunStepStreamEventRunStepStreamEventThreadRunStepCompleted,
    )
    from .assistants import (
        RunStepStreamEventRunStepStreamEventThreadRunStepCreated as RunStepStreamEventRunStepStreamEventThreadRunStepCreated,
    )
    from .assistants import (
        RunStepStreamEventRunStepStreamEventThreadRunStepDelta as RunStepStreamEventRunStepStreamEventThreadRunStepDelta,
    )
    from .assistants import (
        RunStepStreamEventRunStepStreamEventThreadRunStepExpired as RunStepStreamEventRunStepStreamEventThreadRunStepExpired,
    )
    from .assistants import (
        RunStepStreamEventRunStepStreamEventThreadRunStepFailed as RunStepStreamEventRunStepStreamEventThreadRunStepFailed,
    )
    from .assistants import (
        RunStepStreamEventRunStepStreamEventThreadRunStepInProgress as RunStepStreamEventRunStepStreamEventThreadRunStepInProgress,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunCancelled as RunStreamEventRunStreamEventThreadRunCancelled,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunCancelling as RunStreamEventRunStreamEventThreadRunCancelling,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunCompleted as RunStreamEventRunStreamEventThreadRunCompleted,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunCreated as RunStreamEventRunStreamEventThreadRunCreated,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunExpired as RunStreamEventRunStreamEventThreadRunExpired,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunFailed as RunStreamEventRunStreamEventThreadRunFailed,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunIncomplete as RunStreamEventRunStreamEventThreadRunIncomplete,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunInProgress as RunStreamEventRunStreamEventThreadRunInProgress,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunQueued as RunStreamEventRunStreamEventThreadRunQueued,
    )
    from .assistants import (
        RunStreamEventRunStreamEventThreadRunRequiresAction as RunStreamEventRunStreamEventThreadRunRequiresAction,
    )
    from .assistants import (
        RunToolCallObject as RunToolCallObject,
    )
    from .assistants import (
        RunToolCallObjectFunction as RunToolCallObjectFunction,
    )
    from .assistants import (
        SubmitToolOutputsRunRequest as SubmitToolOutputsRunRequest,
    )
    from .assistants import (
        SubmitToolOutputsRunRequestToolOutput as SubmitToolOutputsRunRequestToolOutput,
    )
    from .assistants import (
        ThreadObject as ThreadObject,
    )
    from .assistants import (
        ThreadObjectToolResources as ThreadObjectToolResources,
    )
    from .assistants import (
        ThreadObjectToolResourcesCodeInterpreter as ThreadObjectToolResourcesCodeInterpreter,
    )
    from .assistants import (
        ThreadObjectToolResourcesFileSearch as ThreadObjectToolResourcesFileSearch,
    )
    from .assistants import (
        ThreadStreamEventThreadStreamEventThreadCreated as ThreadStreamEventThreadStreamEventThreadCreated,
    )
    from .assistants import (
        TruncationObject as TruncationObject,
    )
    from .assistants import (
        TruncationObjectLastMessages as TruncationObjectLastMessages,
    )
    from .assistants_and_chat import (
        ParallelToolCalls as ParallelToolCalls,
    )
    from .assistants_and_chat_and_evals import (
        FunctionObject as FunctionObject,
    )
    from .assistants_and_chat_and_evals import (
        FunctionParameters as FunctionParameters,
    )
    from .assistants_and_chat_and_evals import (
        ResponseFormatJsonSchema as ResponseFormatJsonSchema,
    )
    from .assistants_and_chat_and_evals import (
        ResponseFormatJsonSchemaJsonSchema as ResponseFormatJsonSchemaJsonSchema,
    )
    from .audio import (
        AudioResponseFormat as AudioResponseFormat,
    )
    from .audio import (
        CreateSpeechRequest as CreateSpeechRequest,
    )
    from .audio import (
        CreateSpeechResponseStreamEvent as CreateSpeechResponseStreamEvent,
    )
    from .audio import (
        CreateTranscriptionRequest as CreateTranscriptionRequest,
    )
    from .audio import (
        CreateTranscriptionResponse200 as CreateTranscriptionResponse200,
    )
    from .audio import (
        CreateTranscriptionResponseDiarizedJson as CreateTranscriptionResponseDiarizedJson,
    )
    from .audio import (
        CreateTranscriptionResponseJson as CreateTranscriptionResponseJson,
    )
    from .audio import (
        CreateTranscriptionResponseJsonLogprob as CreateTranscriptionResponseJsonLogprob,
    )
    from .audio import (
        CreateTranscriptionResponseStreamEvent as CreateTranscriptionResponseStreamEvent,
    )
    from .audio import (
        CreateTranscriptionResponseVerboseJson as CreateTranscriptionResponseVerboseJson,
    )
    from .audio import (
        CreateTranslationRequest as CreateTranslationRequest,
    )
    from .audio import (
        CreateTranslationResponse200 as CreateTranslationResponse200,
    )
    from .audio import (
        CreateTranslationResponseJson as CreateTranslationResponseJson,
    )
    from .audio import (
        CreateTranslationResponseVerboseJson as CreateTranslationResponseVerboseJson,
    )
    from .audio import (
        CreateVoiceConsentRequest as CreateVoiceConsentRequest,
    )
    from .audio import (
        CreateVoiceRequest as CreateVoiceRequest,
    )
    from .audio import (
        SpeechAudioDeltaEvent as SpeechAudioDeltaEvent,
    )
    from .audio import (
        SpeechAudioDoneEvent as SpeechAudioDoneEvent,
    )
    from .audio import (
        SpeechAudioDoneEventUsage as SpeechAudioDoneEventUsage,
    )
    from .audio import (
        TranscriptionDiarizedSegment as TranscriptionDiarizedSegment,
    )
    from .audio import (
        TranscriptionInclude as TranscriptionInclude,
    )
    from .audio import (
        TranscriptionLanguage as TranscriptionLanguage,
    )
    from .audio import (
        TranscriptionSegment as TranscriptionSegment,
    )
    from .audio import (
        TranscriptionWord as TranscriptionWord,
    )
    from .audio import (
        TranscriptTextDeltaEvent as TranscriptTextDeltaEvent,
    )
    from .audio import (
        TranscriptTextDeltaEventLogprob as TranscriptTextDeltaEventLogprob,
    )
    from .audio import (
        TranscriptTextDoneEvent as TranscriptTextDoneEvent,
    )
    from .audio import (
        TranscriptTextDoneEventLogprob as TranscriptTextDoneEventLogprob,
    )
    from .audio import (
        TranscriptTextSegmentEvent as TranscriptTextSegmentEvent,
    )
    from .audio import (
        TranscriptTextUsageDuration as TranscriptTextUsageDuration,
    )
    from .audio import (
        TranscriptTextUsageTokens as TranscriptTextUsageTokens,
    )
    from .audio import (
        TranscriptTextUsageTokensInputTokenDetails as TranscriptTextUsageTokensInputTokenDetails,
    )
    from .audio import (
        UpdateVoiceConsentRequest as UpdateVoiceConsentRequest,
    )
    from .audio import (
        VadConfig as VadConfig,
    )
    from .audio import (
        VoiceConsentDeletedResource as VoiceConsentDeletedResource,
    )
    from .audio import (
        VoiceConsentListResource as VoiceConsentListResource,
    )
    from .audio import (
        VoiceConsentResource as VoiceConsentResource,
    )
    from .audio import (
        VoiceResource as VoiceResource,
    )
    from .audio_and_chat_and_realtime import (
        VoiceIdsOrCustomVoice as VoiceIdsOrCustomVoice,
    )
    from .audio_and_chat_and_realtime import (
        VoiceIdsOrCustomVoiceVoiceIdsOrCustomVoiceId as VoiceIdsOrCustomVoiceVoiceIdsOrCustomVoiceId,
    )
    from .audio_and_chat_and_realtime import (
        VoiceIdsShared as VoiceIdsShared,
    )
    from .audit_logs import (
        AuditLog as AuditLog,
    )
    from .audit_logs import (
        AuditLogActor as AuditLogActor,
    )
    from .audit_logs import (
        AuditLogActorApiKey as AuditLogActorApiKey,
    )
    from .audit_logs import (
        AuditLogActorServiceAccount as AuditLogActorServiceAccount,
    )
    from .audit_logs import (
        AuditLogActorSession as AuditLogActorSession,
    )
    from .audit_logs import (
        AuditLogActorUser as AuditLogActorUser,
    )
    from .audit_logs import (
        AuditLogApiKeyCreated as AuditLogApiKeyCreated,
    )
    from .audit_logs import (
        AuditLogApiKeyCreatedData as AuditLogApiKeyCreatedData,
    )
    from .audit_logs import (
        AuditLogApiKeyDeleted as AuditLogApiKeyDeleted,
    )
    from .audit_logs import (
        AuditLogApiKeyUpdated as AuditLogApiKeyUpdated,
    )
    from .audit_logs import (
        AuditLogApiKeyUpdatedChangesRequested as AuditLogApiKeyUpdatedChangesRequested,
    )
    from .audit_logs import (
        AuditLogCertificateCreated as AuditLogCertificateCreated,
    )
    from .audit_logs import (
        AuditLogCertificateDeleted as AuditLogCertificateDeleted,
    )
    from .audit_logs import (
        AuditLogCertificatesActivated as AuditLogCertificatesActivated,
    )
    from .audit_logs import (
        AuditLogCertificatesActivatedCertificate as AuditLogCertificatesActivatedCertificate,
    )
    from .audit_logs import (
        AuditLogCertificatesDeactivated as AuditLogCertificatesDeactivated,
    )
    from .audit_logs import (
        AuditLogCertificatesDeactivatedCertificate as AuditLogCertificatesDeactivatedCertificate,
    )
    from .audit_logs import (
        AuditLogCertificateUpdated as AuditLogCertificateUpdated,
    )
    from .audit_logs import (
        AuditLogCheckpointPermissionCreated as AuditLogCheckpointPermissionCreated,
    )
    from .audit_logs import (
        AuditLogCheckpointPermissionCreatedData as AuditLogCheckpointPermissionCreatedData,
    )
    from .audit_logs import (
        AuditLogCheckpointPermissionDeleted as AuditLogCheckpointPermissionDeleted,
    )
    from .audit_logs import (
        AuditLogEventType as AuditLogEventType,
    )
    from .audit_logs import (
        AuditLogExternalKeyRegistered as AuditLogExternalKeyRegistered,
    )
    from .audit_logs import (
        AuditLogExternalKeyRemoved as AuditLogExternalKeyRemoved,
    )
    from .audit_logs import (
        AuditLogGroupCreated as AuditLogGroupCreated,
    )
    from .audit_logs import (
        AuditLogGroupCreatedData as AuditLogGroupCreatedData,
    )
    from .audit_logs import (
        AuditLogGroupDeleted as AuditLogGroupDeleted,
    )
    from .audit_logs import (
        AuditLogGroupUpdated as AuditLogGroupUpdated,
    )
    from .audit_logs import (
        AuditLogGroupUpdatedChangesRequested as AuditLogGroupUpdatedChangesRequested,
    )
    from .audit_logs import (
        AuditLogInviteAccepted as AuditLogInviteAccepted,
    )
    from .audit_logs import (
        AuditLogInviteDeleted as AuditLogInviteDeleted,
    )
    from .audit_logs import (
        AuditLogInviteSent as AuditLogInviteSent,
    )
    from .audit_logs import (
        AuditLogInviteSentData as AuditLogInviteSentData,
    )
    from .audit_logs import (
        AuditLogIpAllowlistConfigActivated as AuditLogIpAllowlistConfigActivated,
    )
    from .audit_logs import (
        AuditLogIpAllowlistConfigActivatedConfig as AuditLogIpAllowlistConfigActivatedConfig,
    )
    from .audit_logs import (
        AuditLogIpAllowlistConfigDeactivated as AuditLogIpAllowlistConfigDeactivated,
    )
    from .audit_logs import (
        AuditLogIpAllowlistConfigDeactivatedConfig as AuditLogIpAllowlistConfigDeactivatedConfig,
    )
    from .audit_logs import (
        AuditLogIpAllowlistCreated as AuditLogIpAllowlistCreated,
    )
    from .audit_logs import (
        AuditLogIpAllowlistDeleted as AuditLogIpAllowlistDeleted,
    )
    from .audit_logs import (
        AuditLogIpAllowlistUpdated as AuditLogIpAllowlistUpdated,
    )
    from .audit_logs import (
        AuditLogLoginFailed as AuditLogLoginFailed,
    )
    from .audit_logs import (
        AuditLogLogoutFailed as AuditLogLogoutFailed,
    )
    from .audit_logs import (
        AuditLogOrganizationUpdated as AuditLogOrganizationUpdated,
    )
    from .audit_logs import (
        AuditLogOrganizationUpdatedChangesRequested as AuditLogOrganizationUpdatedChangesRequested,
    )
    from .audit_logs import (
        AuditLogProject as AuditLogProject,
    )
    from .audit_logs import (
        AuditLogProjectArchived as AuditLogProjectArchived,
    )
    from .audit_logs import (
        AuditLogProjectCreated as AuditLogProjectCreated,
    )
    from .audit_logs import (
        AuditLogProjectCreatedData as AuditLogProjectCreatedData,
    )
    from .audit_logs import (
        AuditLogProjectDeleted as AuditLogProjectDeleted,
    )
    from .audit_logs import (
        AuditLogProjectUpdated as AuditLogProjectUpdated,
    )
    from .audit_logs import (
        AuditLogProjectUpdatedChangesRequested as AuditLogProjectUpdatedChangesRequested,
    )
    from .audit_logs import (
        AuditLogRateLimitDeleted as AuditLogRateLimitDeleted,
    )
    from .audit_logs import (
        AuditLogRateLimitUpdated as AuditLogRateLimitUpdated,
    )
    from .audit_logs import (
        AuditLogRateLimitUpdatedChangesRequested as AuditLogRateLimitUpdatedChangesRequested,
    )
    from .audit_logs import (
        AuditLogRoleAssignmentCreated as AuditLogRoleAssignmentCreated,
    )
    from .audit_logs import (
        AuditLogRoleAssignmentDeleted as AuditLogRoleAssignmentDeleted,
    )
    from .audit_logs import (
        AuditLogRoleBoundToResource as AuditLogRoleBoundToResource,
    )
    from .audit_logs import (
        AuditLogRoleCreated as AuditLogRoleCreated,
    )
    from .audit_logs import (
        AuditLogRoleDeleted as AuditLogRoleDeleted,
    )
    from .audit_logs import (
        AuditLogRoleUnboundFromResource as AuditLogRoleUnboundFromResource,
    )
    from .audit_logs import (
        AuditLogRoleUpdated as AuditLogRoleUpdated,
    )
    from .audit_logs import (
        AuditLogRoleUpdatedChangesRequested as AuditLogRoleUpdatedChangesRequested,
    )
    from .audit_logs import (
        AuditLogScimDisabled as AuditLogScimDisabled,
    )
    from .audit_logs import (
        AuditLogScimEnabled as AuditLogScimEnabled,
    )
    from .audit_logs import (
        AuditLogServiceAccountCreated as AuditLogServiceAccountCreated,
    )
    from .audit_logs import (
        AuditLogServiceAccountCreatedData as AuditLogServiceAccountCreatedData,
    )
    from .audit_logs import (
        AuditLogServiceAccountDeleted as AuditLogServiceAccountDeleted,
    )
    from .audit_logs import (
        AuditLogServiceAccountUpdated as AuditLogServiceAccountUpdated,
    )
    from .audit_logs import (
        AuditLogServiceAccountUpdatedChangesRequested as AuditLogServiceAccountUpdatedChangesRequested,
    )
    from .audit_logs import (
        AuditLogUserAdded as AuditLogUserAdded,
    )
    from .audit_logs import (
        AuditLogUserAddedData as AuditLogUserAddedData,
    )
    from .audit_logs import (
        AuditLogUserDeleted as AuditLogUserDeleted,
    )
    from .audit_logs import (
        AuditLogUserUpdated as AuditLogUserUpdated,
    )
    from .audit_logs import (
        AuditLogUserUpdatedChangesRequested as AuditLogUserUpdatedChangesRequested,
    )
    from .audit_logs import (
        AuditLogWorkloadIdentityProviderCreated as AuditLogWorkloadIdentityProviderCreated,
    )
    from .audit_logs import (
        AuditLogWorkloadIdentityProviderDeleted as AuditLogWorkloadIdentityProviderDeleted,
    )
    from .audit_logs import (
        AuditLogWorkloadIdentityProviderMappingCreated as AuditLogWorkloadIdentityProviderMappingCreated,
    )
    from .audit_logs import (
        AuditLogWorkloadIdentityProviderMappingDeleted as AuditLogWorkloadIdentityProviderMappingDeleted,
    )
    from .audit_logs import (
        AuditLogWorkloadIdentityProviderMappingUpdated as AuditLogWorkloadIdentityProviderMappingUpdated,
    )
    from .audit_logs import (
        AuditLogWorkloadIdentityProviderUpdated as AuditLogWorkloadIdentityProviderUpdated,
    )
    from .audit_logs import (
        ListAuditLogsParametersQueryEffectiveAt as ListAuditLogsParametersQueryEffectiveAt,
    )
    from .audit_logs import (
        ListAuditLogsResponse as ListAuditLogsResponse,
    )
    from .batch import (
        Batch as Batch,
    )
    from .batch import (
        BatchError as BatchError,
    )
    from .batch import (
        BatchErrors as BatchErrors,
    )
    from .batch import (
        BatchFileExpirationAfter as BatchFileExpirationAfter,
    )
    from .batch import (
        BatchRequestCounts as BatchRequestCounts,
    )
    from .batch import (
        BatchUsage as BatchUsage,
    )
    from .batch import (
        BatchUsageInputTokensDetails as BatchUsageInputTokensDetails,
    )
    from .batch import (
        BatchUsageOutputTokensDetails as BatchUsageOutputTokensDetails,
    )
    from .batch import (
        CreateBatchRequest as CreateBatchRequest,
    )
    from .batch import (
        ListBatchesResponse as ListBatchesResponse,
    )
    from .certificates import (
        Certificate as Certificate,
    )
    from .certificates import (
        CertificateCertificateDetails as CertificateCertificateDetails,
    )
    from .certificates import (
        DeleteCertificateResponse as DeleteCertificateResponse,
    )
    from .certificates import (
        ListCertificatesResponse as ListCertificatesResponse,
    )
    from .certificates import (
        ListProjectCertificatesResponse as ListProjectCertificatesResponse,
    )
    from .certificates import (
        ModifyCertificateRequest as ModifyCertificateRequest,
    )
    from .certificates import (
        OrganizationCertificate as OrganizationCertificate,
    )
    from .certificates import (
        OrganizationCertificateActivationResponse as OrganizationCertificateActivationResponse,
    )
    from .certificates import (
        OrganizationCertificateCertificateDetails as OrganizationCertificateCertificateDetails,
    )
    from .certificates import (
        OrganizationCertificateDeactivationResponse as OrganizationCertificateDeactivationResponse,
    )
    from .certificates import (
        OrganizationProjectCertificate as OrganizationProjectCertificate,
    )
    from .certificates import (
        OrganizationProjectCertificateActivationResponse as OrganizationProjectCertificateActivationResponse,
    )
    from .certificates import (
        OrganizationProjectCertificateCertificateDetails as OrganizationProjectCertificateCertificateDetails,
    )
    from .certificates import (
        OrganizationProjectCertificateDeactivationResponse as OrganizationProjectCertificateDeactivationResponse,
    )
    from .certificates import (
        ToggleCertificatesRequest as ToggleCertificatesRequest,
    )
    from .certificates import (
        UploadCertificateRequest as UploadCertificateRequest,
    )
    from .chat import (
        Audio as Audio,
    )
    from .chat import (
        ChatCompletionAllowedTools as ChatCompletionAllowedTools,
    )
    from .chat import (
        ChatCompletionAllowedToolsChoice as ChatCompletionAllowedToolsChoice,
    )
    from .chat import (
        ChatCompletionDeleted as ChatCompletionDeleted,
    )
    from .chat import (
        ChatCompletionFunctionCallOption as ChatCompletionFunctionCallOption,
    )
    from .chat import (
        ChatCompletionFunctions as ChatCompletionFunctions,
    )
    from .chat import (
        ChatCompletionList as ChatCompletionList,
    )
    from .chat import (
        ChatCompletionMessageCustomToolCall as ChatCompletionMessageCustomToolCall,
    )
    from .chat import (
        ChatCompletionMessageCustomToolCallCustom as ChatCompletionMessageCustomToolCallCustom,
    )
    from .chat import (
        ChatCompletionMessageList as ChatCompletionMessageList,
    )
    from .chat import (
        ChatCompletionMessageToolCall as ChatCompletionMessageToolCall,
    )
    from .chat import (
        ChatCompletionMessageToolCallChunk as ChatCompletionMessageToolCallChunk,
    )
    from .chat import (
        ChatCompletionMessageToolCallChunkCustom as ChatCompletionMessageToolCallChunkCustom,
    )
    from .chat import (
        ChatCompletionMessageToolCallChunkFunction as ChatCompletionMessageToolCallChunkFunction,
    )
    from .chat import (
        ChatCompletionMessageToolCallFunction as ChatCompletionMessageToolCallFunction,
    )
    from .chat import (
        ChatCompletionMessageToolCalls as ChatCompletionMessageToolCalls,
    )
    from .chat import (
        ChatCompletionMessageToolCallsChatCompletionMessageToolCalls as ChatCompletionMessageToolCallsChatCompletionMessageToolCalls,
    )
    from .chat import (
        ChatCompletionModeration as ChatCompletionModeration,
    )
    from .chat import (
        ChatCompletionModerationError as ChatCompletionModerationError,
    )
    from .chat import (
        ChatCompletionModerationResults as ChatCompletionModerationResults,
    )
    from .chat import (
        ChatCompletionNamedToolChoice as ChatCompletionNamedToolChoice,
    )
    from .chat import (
        ChatCompletionNamedToolChoiceCustom as ChatCompletionNamedToolChoiceCustom,
    )
    from .chat import (
        ChatCompletionNamedToolChoiceCustomCustom as ChatCompletionNamedToolChoiceCustomCustom,
    )
    from .chat import (
        ChatCompletionNamedToolChoiceFunction as ChatCompletionNamedToolChoiceFunction,
    )
    from .chat import (
        ChatCompletionRequestAssistantMessage as ChatCompletionRequestAssistantMessage,
    )
    from .chat import (
        ChatCompletionRequestAssistantMessageAudio as ChatCompletionRequestAssistantMessageAudio,
    )
    from .chat import (
        ChatCompletionRequestAssistantMessageContent as ChatCompletionRequestAssistantMessageContent,
    )
    from .chat import (
        ChatCompletionRequestAssistantMessageContentPart as ChatCompletionRequestAssistantMessageContentPart,
    )
    from .chat import (
        ChatCompletionRequestAssistantMessageFunctionCall as ChatCompletionRequestAssistantMessageFunctionCall,
    )
    from .chat import (
        ChatCompletionRequestDeveloperMessage as ChatCompletionRequestDeveloperMessage,
    )
    from .chat import (
        ChatCompletionRequestDeveloperMessageContent as ChatCompletionRequestDeveloperMessageContent,
    )
    from .chat import (
        ChatCompletionRequestFunctionMessage as ChatCompletionRequestFunctionMessage,
    )
    from .chat import (
        ChatCompletionRequestMessage as ChatCompletionRequestMessage,
    )
    from .chat import (
        ChatCompletionRequestMessageContentPartAudio as ChatCompletionRequestMessageContentPartAudio,
    )
    from .chat import (
        ChatCompletionRequestMessageContentPartAudioInputAudio as ChatCompletionRequestMessageContentPartAudioInputAudio,
    )
    from .chat import (
        ChatCompletionRequestMessageContentPartFile as ChatCompletionRequestMessageContentPartFile,
    )
    from .chat import (
        ChatCompletionRequestMessageContentPartFileFile as ChatCompletionRequestMessageContentPartFileFile,
    )
    from .chat import (
        ChatCompletionRequestMessageContentPartImage as ChatCompletionRequestMessageContentPartImage,
    )
    from .chat import (
        ChatCompletionRequestMessageContentPartImageImageUrl as ChatCompletionRequestMessageContentPartImageImageUrl,
    )
    from .chat import (
        ChatCompletionRequestMessageContentPartRefusal as ChatCompletionRequestMessageContentPartRefusal,
    )
    from .chat import (
        ChatCompletionRequestMessageContentPartText as ChatCompletionRequestMessageContentPartText,
    )
    from .chat import (
        ChatCompletionRequestSystemMessage as ChatCompletionRequestSystemMessage,
    )
    from .chat import (
        ChatCompletionRequestSystemMessageContent as ChatCompletionRequestSystemMessageContent,
    )
    from .chat import (
        ChatCompletionRequestSystemMessageContentPart as ChatCompletionRequestSystemMessageContentPart,
    )
    from .chat import (
        ChatCompletionRequestToolMessage as ChatCompletionRequestToolMessage,
    )
    from .chat import (
        ChatCompletionRequestToolMessageContent as ChatCompletionRequestToolMessageContent,
    )
    from .chat import (
        ChatCompletionRequestToolMessageContentPart as ChatCompletionRequestToolMessageContentPart,
    )
    from .chat import (
        ChatCompletionRequestUserMessage as ChatCompletionRequestUserMessage,
    )
    from .chat import (
        ChatCompletionRequestUserMessageContent as ChatCompletionRequestUserMessageContent,
    )
    from .chat import (
        ChatCompletionRequestUserMessageContentPart as ChatCompletionRequestUserMessageContentPart,
    )
    from .chat import (
        ChatCompletionResponseMessage as ChatCompletionResponseMessage,
    )
    from .chat import (
        ChatCompletionResponseMessageAnnotation as ChatCompletionResponseMessageAnnotation,
    )
    from .chat import (
        ChatCompletionResponseMessageAnnotationUrlCitation as ChatCompletionResponseMessageAnnotationUrlCitation,
    )
    from .chat import (
        ChatCompletionResponseMessageAudio as ChatCompletionResponseMessageAudio,
    )
    from .chat import (
        ChatCompletionResponseMessageFunctionCall as ChatCompletionResponseMessageFunctionCall,
    )
    from .chat import (
        ChatCompletionStreamResponseDelta as ChatCompletionStreamResponseDelta,
    )
    from .chat import (
        ChatCompletionStreamResponseDeltaFunctionCall as ChatCompletionStreamResponseDeltaFunctionCall,
    )
    from .chat import (
        ChatCompletionTokenLogprob as ChatCompletionTokenLogprob,
    )
    from .chat import (
        ChatCompletionTokenLogprobTopLogprob as ChatCompletionTokenLogprobTopLogprob,
    )
    from .chat import (
        ChatCompletionToolChoiceOption as ChatCompletionToolChoiceOption,
    )
    from .chat import (
        CreateChatCompletionRequest as CreateChatCompletionRequest,
    )
    from .chat import (
        CreateChatCompletionResponse as CreateChatCompletionResponse,
    )
    from .chat import (
        CreateChatCompletionResponseChoice as CreateChatCompletionResponseChoice,
    )
    from .chat import (
        CreateChatCompletionResponseChoiceLogprobs as CreateChatCompletionResponseChoiceLogprobs,
    )
    from .chat import (
        CreateChatCompletionStreamResponse as CreateChatCompletionStreamResponse,
    )
    from .chat import (
        CreateChatCompletionStreamResponseChoice as CreateChatCompletionStreamResponseChoice,
    )
    from .chat import (
        CreateChatCompletionStreamResponseChoiceLogprobs as CreateChatCompletionStreamResponseChoiceLogprobs,
    )
    from .chat import (
        CustomToolChatCompletions as CustomToolChatCompletions,
    )
    from .chat import (
        CustomToolChatCompletionsCustom as CustomToolChatCompletionsCustom,
    )
    from .chat import (
        CustomToolChatCompletionsCustomFormatGrammar as CustomToolChatCompletionsCustomFormatGrammar,
    )
    from .chat import (
        CustomToolChatCompletionsCustomFormatGrammarGrammar as CustomToolChatCompletionsCustomFormatGrammarGrammar,
    )
    from .chat import (
        CustomToolChatCompletionsCustomFormatText as CustomToolChatCompletionsCustomFormatText,
    )
    from .chat import (
        Datum as Datum,
    )
    from .chat import (
        PredictionContent as PredictionContent,
    )
    from .chat import (
        PredictionContentContent as PredictionContentContent,
    )
    from .chat import (
        ResponseModalities as ResponseModalities,
    )
    from .chat import (
        ServiceTier as ServiceTier,
    )
    from .chat import (
        TopLogprobs as TopLogprobs,
    )
    from .chat import (
        TopLogprobs1 as TopLogprobs1,
    )
    from .chat import (
        UpdateChatCompletionRequest as UpdateChatCompletionRequest,
    )
    from .chat import (
        WebSearchContextSize as WebSearchContextSize,
    )
    from .chat import (
        WebSearchLocation as WebSearchLocation,
    )
    from .chat import (
        WebSearchOptions as WebSearchOptions,
    )
    from .chat import (
        WebSearchOptionsUserLocationApproximate as WebSearchOptionsUserLocationApproximate,
    )
    from .chat_and_completions import (
        ChatCompletionStreamOptions as ChatCompletionStreamOptions,
    )
    from .chat_and_completions import (
        ChatCompletionStreamOptionsChatCompletionStreamOptions as ChatCompletionStreamOptionsChatCompletionStreamOptions,
    )
    from .chat_and_completions import (
        CompletionUsage as CompletionUsage,
    )
    from .chat_and_completions import (
        CompletionUsageCompletionTokensDetails as CompletionUsageCompletionTokensDetails,
    )
    from .chat_and_completions import (
        CompletionUsagePromptTokensDetails as CompletionUsagePromptTokensDetails,
    )
    from .chat_and_completions import (
        StopConfiguration as StopConfiguration,
    )
    from .chat_and_completions import (
        StopConfigurationStopConfiguration as StopConfigurationStopConfiguration,
    )
    from .chat_and_conversations_and_responses import (
        PromptCacheBreakpointParam as PromptCacheBreakpointParam,
    )
    from .chat_and_evals import (
        ChatCompletionTool as ChatCompletionTool,
    )
    from .chat_and_responses import (
        ModelIdsShared as ModelIdsShared,
    )
    from .chat_and_responses import (
        ModelResponsePropertiesSafetyIdentifier as ModelResponsePropertiesSafetyIdentifier,
    )
    from .chat_and_responses import (
        ModelResponsePropertiesTemperature as ModelResponsePropertiesTemperature,
    )
    from .chat_and_responses import (
        ModelResponsePropertiesTopP as ModelResponsePropertiesTopP,
    )
    from .chat_and_responses import (
        ModerationConfigParam as ModerationConfigParam,
    )
    from .chat_and_responses import (
        ModerationInputType as ModerationInputType,
    )
    from .chat_and_responses import (
        ModerationMode as ModerationMode,
    )
    from .chat_and_responses import (
        ModerationParam as ModerationParam,
    )
    from .chat_and_responses import (
        ModerationPolicyParam as ModerationPolicyParam,
    )
    from .chat_and_responses import (
        ModerationResultBody as ModerationResultBody,
    )
    from .chat_and_responses import (
        PromptCacheModeEnum as PromptCacheModeEnum,
    )
    from .chat_and_responses import (
        PromptCacheOptionsParam as PromptCacheOptionsParam,
    )
    from .chat_and_responses import (
        PromptCacheTTLEnum as PromptCacheTTLEnum,
    )
    from .chat_and_responses import (
        Verbosity as Verbosity,
    )
    from .chat_kit import (
        ActiveStatus as ActiveStatus,
    )
    from .chat_kit import (
        AssistantMessageItem as AssistantMessageItem,
    )
    from .chat_kit import (
        Attachment as Attachment,
    )
    from .chat_kit import (
        AttachmentType as AttachmentType,
    )
    from .chat_kit import (
        AutomaticThreadTitlingParam as AutomaticThreadTitlingParam,
    )
    from .chat_kit import (
        ChatkitConfigurationParam as ChatkitConfigurationParam,
    )
    from .chat_kit import (
        ChatkitWorkflow as ChatkitWorkflow,
    )
    from .chat_kit import (
        ChatkitWorkflowTracing as ChatkitWorkflowTracing,
    )
    from .chat_kit import (
        ChatSessionAutomaticThreadTitling as ChatSessionAutomaticThreadTitling,
    )
    from .chat_kit import (
        ChatSessionChatkitConfiguration as ChatSessionChatkitConfiguration,
    )
    from .chat_kit import (
        ChatSessionFileUpload as ChatSessionFileUpload,
    )
    from .chat_kit import (
        ChatSessionHistory as ChatSessionHistory,
    )
    from .chat_kit import (
        ChatSessionRateLimits as ChatSessionRateLimits,
    )
    from .chat_kit import (
        ChatSessionResource as ChatSessionResource,
    )
    from .chat_kit import (
        ChatSessionStatus as ChatSessionStatus,
    )
    from .chat_kit import (
        ClientToolCallItem as ClientToolCallItem,
    )
    from .chat_kit import (
        ClientToolCallStatus as ClientToolCallStatus,
    )
    from .chat_kit import (
        ClosedStatus as ClosedStatus,
    )
    from .chat_kit import (
        CreateChatSessionBody as CreateChatSessionBody,
    )
    from .chat_kit import (
        DeletedThreadResource as DeletedThreadResource,
    )
    from .chat_kit import (
        ExpiresAfterParam as ExpiresAfterParam,
    )
    from .chat_kit import (
        FileAnnotation as FileAnnotation,
    )
    from .chat_kit import (
        FileAnnotationSource as FileAnnotationSource,
    )
    from .chat_kit import (
        FileUploadParam as FileUploadParam,
    )
    from .chat_kit import (
        HistoryParam as HistoryParam,
    )
    from .chat_kit import (
        InferenceOptions as InferenceOptions,
    )
    from .chat_kit import (
        LockedStatus as LockedStatus,
    )
    from .chat_kit import (
        RateLimitsParam as RateLimitsParam,
    )
    from .chat_kit import (
        ResponseOutputText as ResponseOutputText,
    )
    from .chat_kit import (
        ResponseOutputTextAnnotations as ResponseOutputTextAnnotations,
    )
    from .chat_kit import (
        TaskGroupItem as TaskGroupItem,
    )
    from .chat_kit import (
        TaskGroupTask as TaskGroupTask,
    )
    from .chat_kit import (
        TaskItem as TaskItem,
    )
    from .chat_kit import (
        TaskType as TaskType,
    )
    from .chat_kit import (
        ThreadItem as ThreadItem,
    )
    from .chat_kit import (
        ThreadItemListResource as ThreadItemListResource,
    )
    from .chat_kit import (
        ThreadListResource as ThreadListResource,
    )
    from .chat_kit import (
        ThreadResource as ThreadResource,
    )
    from .chat_kit import (
        ToolChoice as ToolChoice,
    )
    from .chat_kit import (
        UrlAnnotation as UrlAnnotation,
    )
    from .chat_kit import (
        UrlAnnotationSource as UrlAnnotationSource,
    )
    from .chat_kit import (
        UserMessageInputText as UserMessageInputText,
    )
    from .chat_kit import (
        UserMessageItem as UserMessageItem,
    )
    from .chat_kit import (
        UserMessageItemContent as UserMessageItemContent,
    )
    from .chat_kit import (
        UserMessageQuotedText as UserMessageQuotedText,
    )
    from .chat_kit import (
        WidgetMessageItem as WidgetMessageItem,
    )
    from .chat_kit import (
        WorkflowParam as WorkflowParam,
    )
    from .chat_kit import (
        WorkflowParamStateVariables as WorkflowParamStateVariables,
    )
    from .chat_kit import (
        WorkflowTracingParam as WorkflowTracingParam,
    )
    from .chat_kit_and_skills_and_videos import (
        OrderEnum as OrderEnum,
    )
    from .completions import (
        CreateCompletionRequest as CreateCompletionRequest,
    )
    from .completions import (
        CreateCompletionRequestPrompt as CreateCompletionRequestPrompt,
    )
    from .completions import (
        CreateCompletionRequestPrompt1 as CreateCompletionRequestPrompt1,
    )
    from .completions import (
        CreateCompletionRequestPrompt1CreateCompletionRequestPrompt1Item as CreateCompletionRequestPrompt1CreateCompletionRequestPrompt1Item,
    )
    from .completions import (
        CreateCompletionResponse as CreateCompletionResponse,
    )
    from .completions import (
        CreateCompletionResponseChoice as CreateCompletionResponseChoice,
    )
    from .completions import (
        CreateCompletionResponseChoiceLogprobs as CreateCompletionResponseChoiceLogprobs,
    )
    from .containers import (
        ContainerFileListResource as ContainerFileListResource,
    )
    from .containers import (
        ContainerFileResource as ContainerFileResource,
    )
    from .containers import (
        ContainerListResource as ContainerListResource,
    )
    from .containers import (
        ContainerResource as ContainerResource,
    )
    from .containers import (
        ContainerResourceExpiresAfter as ContainerResourceExpiresAfter,
    )
    from .containers import (
        ContainerResourceNetworkPolicy as ContainerResourceNetworkPolicy,
    )
    from .containers import (
        CreateContainerBody as CreateContainerBody,
    )
    from .containers import (
        CreateContainerBodyExpiresAfter as CreateContainerBodyExpiresAfter,
    )
    from .containers import (
        CreateContainerBodySkills as CreateContainerBodySkills,
    )
    from .containers import (
        CreateContainerFileBody as CreateContainerFileBody,
    )
    from .content_provenance import (
        C2PAProvenanceResult as C2PAProvenanceResult,
    )
    from .content_provenance import (
        C2PAValidationStateApi as C2PAValidationStateApi,
    )
    from .content_provenance import (
        CreateContentProvenanceBody as CreateContentProvenanceBody,
    )
    from .content_provenance import (
        ProvenanceCheckObject as ProvenanceCheckObject,
    )
    from .content_provenance import (
        ProvenanceDetectionResultApi as ProvenanceDetectionResultApi,
    )
    from .content_provenance import (
        ProvenanceResource as ProvenanceResource,
    )
    from .content_provenance import (
        ProvenanceResourceResults as ProvenanceResourceResults,
    )
    from .content_provenance import (
        SynthIDProvenanceResult as SynthIDProvenanceResult,
    )
    from .conversations import (
        ConversationItem as ConversationItem,
    )
    from .conversations import (
        ConversationItemList as ConversationItemList,
    )
    from .conversations import (
        ConversationResource as ConversationResource,
    )
    from .conversations import (
        CreateConversationBody as CreateConversationBody,
    )
    from .conversations import (
        CreateConversationBodyItems as CreateConversationBodyItems,
    )
    from .conversations import (
        CreateConversationItemsRequest as CreateConversationItemsRequest,
    )
    from .conversations import (
        DeletedConversationResource as DeletedConversationResource,
    )
    from .conversations import (
        UpdateConversationBody as UpdateConversationBody,
    )
    from .conversations_and_evals_and_responses import (
        ApplyPatchToolParam as ApplyPatchToolParam,
    )
    from .conversations_and_evals_and_responses import (
        ApplyPatchToolParamAllowedCallers as ApplyPatchToolParamAllowedCallers,
    )
    from .conversations_and_evals_and_responses import (
        ApproximateLocation as ApproximateLocation,
    )
    from .conversations_and_evals_and_responses import (
        AutoCodeInterpreterToolParam as AutoCodeInterpreterToolParam,
    )
    from .conversations_and_evals_and_responses import (
        CodeInterpreterTool as CodeInterpreterTool,
    )
    from .conversations_and_evals_and_responses import (
        CodeInterpreterToolAllowedCallers as CodeInterpreterToolAllowedCallers,
    )
    from .conversations_and_evals_and_responses import (
        ComputerEnvironment as ComputerEnvironment,
    )
    from .conversations_and_evals_and_responses import (
        ComputerTool as ComputerTool,
    )
    from .conversations_and_evals_and_responses import (
        ComputerUsePreviewTool as ComputerUsePreviewTool,
    )
    from .conversations_and_evals_and_responses import (
        ContainerAutoParam as ContainerAutoParam,
    )
    from .conversations_and_evals_and_responses import (
        ContainerAutoParamSkills as ContainerAutoParamSkills,
    )
    from .conversations_and_evals_and_responses import (
        ContainerMemoryLimit as ContainerMemoryLimit,
    )
    from .conversations_and_evals_and_responses import (
        ContainerReferenceParam as ContainerReferenceParam,
    )
    from .conversations_and_evals_and_responses import (
        CustomGrammarFormatParam as CustomGrammarFormatParam,
    )
    from .conversations_and_evals_and_responses import (
        CustomTextFormatParam as CustomTextFormatParam,
    )
    from .conversations_and_evals_and_responses import (
        CustomToolParam as CustomToolParam,
    )
    from .conversations_and_evals_and_responses import (
        CustomToolParamAllowedCallers as CustomToolParamAllowedCallers,
    )
    from .conversations_and_evals_and_responses import (
        EasyInputMessage as EasyInputMessage,
    )
    from .conversations_and_evals_and_responses import (
        EasyInputMessageContentItem as EasyInputMessageContentItem,
    )
    from .conversations_and_evals_and_responses import (
        EmptyModelParam as EmptyModelParam,
    )
    from .conversations_and_evals_and_responses import (
        FileSearchTool as FileSearchTool,
    )
    from .conversations_and_evals_and_responses import (
        Filters as Filters,
    )
    from .conversations_and_evals_and_responses import (
        FunctionShellToolParam as FunctionShellToolParam,
    )
    from .conversations_and_evals_and_responses import (
        FunctionShellToolParamAllowedCallers as FunctionShellToolParamAllowedCallers,
    )
    from .conversations_and_evals_and_responses import (
        FunctionTool as FunctionTool,
    )
    from .conversations_and_evals_and_responses import (
        FunctionToolParam as FunctionToolParam,
    )
    from .conversations_and_evals_and_responses import (
        FunctionToolParamAllowedCallers as FunctionToolParamAllowedCallers,
    )
    from .conversations_and_evals_and_responses import (
        GrammarSyntax1 as GrammarSyntax1,
    )
    from .conversations_and_evals_and_responses import (
        HybridSearchOptions as HybridSearchOptions,
    )
    from .conversations_and_evals_and_responses import (
        ImageGenActionEnum as ImageGenActionEnum,
    )
    from .conversations_and_evals_and_responses import (
        ImageGenTool as ImageGenTool,
    )
    from .conversations_and_evals_and_responses import (
        ImageGenToolInputImageMask as ImageGenToolInputImageMask,
    )
    from .conversations_and_evals_and_responses import (
        InputContent as InputContent,
    )
    from .conversations_and_evals_and_responses import (
        InputMessageContentList as InputMessageContentList,
    )
    from .conversations_and_evals_and_responses import (
        LocalEnvironmentParam as LocalEnvironmentParam,
    )
    from .conversations_and_evals_and_responses import (
        LocalShellToolParam as LocalShellToolParam,
    )
    from .conversations_and_evals_and_responses import (
        LocalSkillParam as LocalSkillParam,
    )
    from .conversations_and_evals_and_responses import (
        MessagePhase as MessagePhase,
    )
    from .conversations_and_evals_and_responses import (
        NamespaceToolParam as NamespaceToolParam,
    )
    from .conversations_and_evals_and_responses import (
        NamespaceToolParamTools as NamespaceToolParamTools,
    )
    from .conversations_and_evals_and_responses import (
        ProgrammaticToolCallingParam as ProgrammaticToolCallingParam,
    )
    from .conversations_and_evals_and_responses import (
        RankerVersionType as RankerVersionType,
    )
    from .conversations_and_evals_and_responses import (
        RankingOptions as RankingOptions,
    )
    from .conversations_and_evals_and_responses import (
        SearchContentType as SearchContentType,
    )
    from .conversations_and_evals_and_responses import (
        SearchContextSize as SearchContextSize,
    )
    from .conversations_and_evals_and_responses import (
        Tool as Tool,
    )
    from .conversations_and_evals_and_responses import (
        ToolSearchExecutionType as ToolSearchExecutionType,
    )
    from .conversations_and_evals_and_responses import (
        ToolSearchToolParam as ToolSearchToolParam,
    )
    from .conversations_and_evals_and_responses import (
        WebSearchApproximateLocation as WebSearchApproximateLocation,
    )
    from .conversations_and_evals_and_responses import (
        WebSearchApproximateLocationWebSearchApproximateLocationApproximate as WebSearchApproximateLocationWebSearchApproximateLocationApproximate,
    )
    from .conversations_and_evals_and_responses import (
        WebSearchPreviewTool as WebSearchPreviewTool,
    )
    from .conversations_and_evals_and_responses import (
        WebSearchTool as WebSearchTool,
    )
    from .conversations_and_evals_and_responses import (
        WebSearchToolFilters as WebSearchToolFilters,
    )
    from .conversations_and_responses import (
        AdditionalTools as AdditionalTools,
    )
    from .conversations_and_responses import (
        AdditionalToolsItemParam as AdditionalToolsItemParam,
    )
    from .conversations_and_responses import (
        Annotation as Annotation,
    )
    from .conversations_and_responses import (
        ApplyPatchCallOutputStatus as ApplyPatchCallOutputStatus,
    )
    from .conversations_and_responses import (
        ApplyPatchCallOutputStatusParam as ApplyPatchCallOutputStatusParam,
    )
    from .conversations_and_responses import (
        ApplyPatchCallStatus as ApplyPatchCallStatus,
    )
    from .conversations_and_responses import (
        ApplyPatchCallStatusParam as ApplyPatchCallStatusParam,
    )
    from .conversations_and_responses import (
        ApplyPatchCreateFileOperation as ApplyPatchCreateFileOperation,
    )
    from .conversations_and_responses import (
        ApplyPatchCreateFileOperationParam as ApplyPatchCreateFileOperationParam,
    )
    from .conversations_and_responses import (
        ApplyPatchDeleteFileOperation as ApplyPatchDeleteFileOperation,
    )
    from .conversations_and_responses import (
        ApplyPatchDeleteFileOperationParam as ApplyPatchDeleteFileOperationParam,
    )
    from .conversations_and_responses import (
        ApplyPatchOperationParam as ApplyPatchOperationParam,
    )
    from .conversations_and_responses import (
        ApplyPatchToolCall as ApplyPatchToolCall,
    )
    from .conversations_and_responses import (
        ApplyPatchToolCallItemParam as ApplyPatchToolCallItemParam,
    )
    from .conversations_and_responses import (
        ApplyPatchToolCallOutput as ApplyPatchToolCallOutput,
    )
    from .conversations_and_responses import (
        ApplyPatchToolCallOutputItemParam as ApplyPatchToolCallOutputItemParam,
    )
    from .conversations_and_responses import (
        ApplyPatchToolCallOutputItemParamOutput as ApplyPatchToolCallOutputItemParamOutput,
    )
    from .conversations_and_responses import (
        ApplyPatchUpdateFileOperation as ApplyPatchUpdateFileOperation,
    )
    from .conversations_and_responses import (
        ApplyPatchUpdateFileOperationParam as ApplyPatchUpdateFileOperationParam,
    )
    from .conversations_and_responses import (
        ClickButtonType as ClickButtonType,
    )
    from .conversations_and_responses import (
        ClickParam as ClickParam,
    )
    from .conversations_and_responses import (
        CodeInterpreterOutputImage as CodeInterpreterOutputImage,
    )
    from .conversations_and_responses import (
        CodeInterpreterOutputLogs as CodeInterpreterOutputLogs,
    )
    from .conversations_and_responses import (
        CodeInterpreterToolCall as CodeInterpreterToolCall,
    )
    from .conversations_and_responses import (
        CodeInterpreterToolCallOutputs as CodeInterpreterToolCallOutputs,
    )
    from .conversations_and_responses import (
        CompactionBody as CompactionBody,
    )
    from .conversations_and_responses import (
        CompactionSummaryItemParam as CompactionSummaryItemParam,
    )
    from .conversations_and_responses import (
        CompactionTriggerItemParam as CompactionTriggerItemParam,
    )
    from .conversations_and_responses import (
        ComputerAction as ComputerAction,
    )
    from .conversations_and_responses import (
        ComputerActionList as ComputerActionList,
    )
    from .conversations_and_responses import (
        ComputerCallOutputItemParam as ComputerCallOutputItemParam,
    )
    from .conversations_and_responses import (
        ComputerCallOutputStatus as ComputerCallOutputStatus,
    )
    from .conversations_and_responses import (
        ComputerCallSafetyCheckParam as ComputerCallSafetyCheckParam,
    )
    from .conversations_and_responses import (
        ComputerScreenshotContent as ComputerScreenshotContent,
    )
    from .conversations_and_responses import (
        ComputerScreenshotImage as ComputerScreenshotImage,
    )
    from .conversations_and_responses import (
        ComputerToolCall as ComputerToolCall,
    )
    from .conversations_and_responses import (
        ComputerToolCallOutputResource as ComputerToolCallOutputResource,
    )
    from .conversations_and_responses import (
        ContainerFileCitationBody as ContainerFileCitationBody,
    )
    from .conversations_and_responses import (
        ContainerReferenceResource as ContainerReferenceResource,
    )
    from .conversations_and_responses import (
        CoordParam as CoordParam,
    )
    from .conversations_and_responses import (
        CustomToolCall as CustomToolCall,
    )
    from .conversations_and_responses import (
        CustomToolCallOutput as CustomToolCallOutput,
    )
    from .conversations_and_responses import (
        DetailEnum as DetailEnum,
    )
    from .conversations_and_responses import (
        DirectToolCallCaller as DirectToolCallCaller,
    )
    from .conversations_and_responses import (
        DirectToolCallCallerParam as DirectToolCallCallerParam,
    )
    from .conversations_and_responses import (
        DoubleClickAction as DoubleClickAction,
    )
    from .conversations_and_responses import (
        DragParam as DragParam,
    )
    from .conversations_and_responses import (
        FileCitationBody as FileCitationBody,
    )
    from .conversations_and_responses import (
        FileDetailEnum as FileDetailEnum,
    )
    from .conversations_and_responses import (
        FilePath as FilePath,
    )
    from .conversations_and_responses import (
        FileSearchToolCall as FileSearchToolCall,
    )
    from .conversations_and_responses import (
        FileSearchToolCallResult as FileSearchToolCallResult,
    )
    from .conversations_and_responses import (
        FunctionAndCustomToolCallOutput as FunctionAndCustomToolCallOutput,
    )
    from .conversations_and_responses import (
        FunctionCallItemStatus as FunctionCallItemStatus,
    )
    from .conversations_and_responses import (
        FunctionCallOutputItemParam as FunctionCallOutputItemParam,
    )
    from .conversations_and_responses import (
        FunctionCallOutputItemParamCallId as FunctionCallOutputItemParamCallId,
    )
    from .conversations_and_responses import (
        FunctionCallOutputItemParamName as FunctionCallOutputItemParamName,
    )
    from .conversations_and_responses import (
        FunctionCallOutputItemParamNamespace as FunctionCallOutputItemParamNamespace,
    )
    from .conversations_and_responses import (
        FunctionCallOutputItemParamOutput as FunctionCallOutputItemParamOutput,
    )
    from .conversations_and_responses import (
        FunctionCallOutputItemParamOutput1 as FunctionCallOutputItemParamOutput1,
    )
    from .conversations_and_responses import (
        FunctionCallOutputStatusEnum as FunctionCallOutputStatusEnum,
    )
    from .conversations_and_responses import (
        FunctionCallStatus as FunctionCallStatus,
    )
    from .conversations_and_responses import (
        FunctionShellAction as FunctionShellAction,
    )
    from .conversations_and_responses import (
        FunctionShellActionParam as FunctionShellActionParam,
    )
    from .conversations_and_responses import (
        FunctionShellCall as FunctionShellCall,
    )
    from .conversations_and_responses import (
        FunctionShellCallItemParam as FunctionShellCallItemParam,
    )
    from .conversations_and_responses import (
        FunctionShellCallItemStatus as FunctionShellCallItemStatus,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutput as FunctionShellCallOutput,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputContent as FunctionShellCallOutputContent,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputContentParam as FunctionShellCallOutputContentParam,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputExitOutcome as FunctionShellCallOutputExitOutcome,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputExitOutcomeParam as FunctionShellCallOutputExitOutcomeParam,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputItemParam as FunctionShellCallOutputItemParam,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputOutcomeParam as FunctionShellCallOutputOutcomeParam,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputStatusEnum as FunctionShellCallOutputStatusEnum,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputTimeoutOutcome as FunctionShellCallOutputTimeoutOutcome,
    )
    from .conversations_and_responses import (
        FunctionShellCallOutputTimeoutOutcomeParam as FunctionShellCallOutputTimeoutOutcomeParam,
    )
    from .conversations_and_responses import (
        FunctionShellCallStatus as FunctionShellCallStatus,
    )
    from .conversations_and_responses import (
        FunctionToolCall as FunctionToolCall,
    )
    from .conversations_and_responses import (
        FunctionToolCallOutputResource as FunctionToolCallOutputResource,
    )
    from .conversations_and_responses import (
        FunctionToolCallResource as FunctionToolCallResource,
    )
    from .conversations_and_responses import (
        HTTPError as HTTPError,
    )
    from .conversations_and_responses import (
        ImageGenToolCall as ImageGenToolCall,
    )
    from .conversations_and_responses import (
        IncludeEnum as IncludeEnum,
    )
    from .conversations_and_responses import (
        InputFileContentParam as InputFileContentParam,
    )
    from .conversations_and_responses import (
        InputFileContentParamFileData as InputFileContentParamFileData,
    )
    from .conversations_and_responses import (
        InputImageContentParamAutoParam as InputImageContentParamAutoParam,
    )
    from .conversations_and_responses import (
        InputImageContentParamAutoParamImageUrl as InputImageContentParamAutoParamImageUrl,
    )
    from .conversations_and_responses import (
        InputItem as InputItem,
    )
    from .conversations_and_responses import (
        InputMessage as InputMessage,
    )
    from .conversations_and_responses import (
        InputTextContentParam as InputTextContentParam,
    )
    from .conversations_and_responses import (
        ItemReferenceParam as ItemReferenceParam,
    )
    from .conversations_and_responses import (
        KeyPressAction as KeyPressAction,
    )
    from .conversations_and_responses import (
        LocalEnvironmentResource as LocalEnvironmentResource,
    )
    from .conversations_and_responses import (
        LocalShellExecAction as LocalShellExecAction,
    )
    from .conversations_and_responses import (
        LocalShellToolCall as LocalShellToolCall,
    )
    from .conversations_and_responses import (
        LocalShellToolCallOutput as LocalShellToolCallOutput,
    )
    from .conversations_and_responses import (
        LogProb as LogProb,
    )
    from .conversations_and_responses import (
        MCPApprovalRequest as MCPApprovalRequest,
    )
    from .conversations_and_responses import (
        MCPApprovalResponse as MCPApprovalResponse,
    )
    from .conversations_and_responses import (
        MCPApprovalResponseResource as MCPApprovalResponseResource,
    )
    from .conversations_and_responses import (
        MCPListTools as MCPListTools,
    )
    from .conversations_and_responses import (
        MCPListToolsTool as MCPListToolsTool,
    )
    from .conversations_and_responses import (
        MCPProtocolError as MCPProtocolError,
    )
    from .conversations_and_responses import (
        MCPToolCall as MCPToolCall,
    )
    from .conversations_and_responses import (
        MCPToolCallError as MCPToolCallError,
    )
    from .conversations_and_responses import (
        MCPToolCallStatus as MCPToolCallStatus,
    )
    from .conversations_and_responses import (
        MCPToolExecutionError as MCPToolExecutionError,
    )
    from .conversations_and_responses import (
        Message as Message,
    )
    from .conversations_and_responses import (
        MessageContent as MessageContent,
    )
    from .conversations_and_responses import (
        MessagePhase2 as MessagePhase2,
    )
    from .conversations_and_responses import (
        MessageRole as MessageRole,
    )
    from .conversations_and_responses import (
        MessageStatus as MessageStatus,
    )
    from .conversations_and_responses import (
        MoveParam as MoveParam,
    )
    from .conversations_and_responses import (
        OutputMessage as OutputMessage,
    )
    from .conversations_and_responses import (
        OutputMessageContent as OutputMessageContent,
    )
    from .conversations_and_responses import (
        OutputTextContent as OutputTextContent,
    )
    from .conversations_and_responses import (
        Program as Program,
    )
    from .conversations_and_responses import (
        ProgramItemParam as ProgramItemParam,
    )
    from .conversations_and_responses import (
        ProgramOutput as ProgramOutput,
    )
    from .conversations_and_responses import (
        ProgramOutputItemParam as ProgramOutputItemParam,
    )
    from .conversations_and_responses import (
        ProgramOutputItemStatus as ProgramOutputItemStatus,
    )
    from .conversations_and_responses import (
        ProgramOutputStatus as ProgramOutputStatus,
    )
    from .conversations_and_responses import (
        ProgramToolCallCaller as ProgramToolCallCaller,
    )
    from .conversations_and_responses import (
        ProgramToolCallCallerParam as ProgramToolCallCallerParam,
    )
    from .conversations_and_responses import (
        ReasoningItem as ReasoningItem,
    )
    from .conversations_and_responses import (
        ReasoningTextContent as ReasoningTextContent,
    )
    from .conversations_and_responses import (
        RefusalContent as RefusalContent,
    )
    from .conversations_and_responses import (
        ScreenshotParam as ScreenshotParam,
    )
    from .conversations_and_responses import (
        ScrollParam as ScrollParam,
    )
    from .conversations_and_responses import (
        SummaryTextContent as SummaryTextContent,
    )
    from .conversations_and_responses import (
        TextContent as TextContent,
    )
    from .conversations_and_responses import (
        ToolCallCaller as ToolCallCaller,
    )
    from .conversations_and_responses import (
        ToolCallCallerParam as ToolCallCallerParam,
    )
    from .conversations_and_responses import (
        ToolSearchCall as ToolSearchCall,
    )
    from .conversations_and_responses import (
        ToolSearchCallItemParam as ToolSearchCallItemParam,
    )
    from .conversations_and_responses import (
        ToolSearchCallItemParamCallId as ToolSearchCallItemParamCallId,
    )
    from .conversations_and_responses import (
        ToolSearchOutput as ToolSearchOutput,
    )
    from .conversations_and_responses import (
        ToolSearchOutputItemParam as ToolSearchOutputItemParam,
    )
    from .conversations_and_responses import (
        ToolSearchOutputItemParamCallId as ToolSearchOutputItemParamCallId,
    )
    from .conversations_and_responses import (
        TopLogProb as TopLogProb,
    )
    from .conversations_and_responses import (
        TypeParam as TypeParam,
    )
    from .conversations_and_responses import (
        UrlCitationBody as UrlCitationBody,
    )
    from .conversations_and_responses import (
        WaitParam as WaitParam,
    )
    from .conversations_and_responses import (
        WebSearchActionFind as WebSearchActionFind,
    )
    from .conversations_and_responses import (
        WebSearchActionOpenPage as WebSearchActionOpenPage,
    )
    from .conversations_and_responses import (
        WebSearchActionSearch as WebSearchActionSearch,
    )
    from .conversations_and_responses import (
        WebSearchActionSearchSource as WebSearchActionSearchSource,
    )
    from .conversations_and_responses import (
        WebSearchToolCall as WebSearchToolCall,
    )
    from .conversations_and_responses_and_vector_stores import (
        VectorStoreFileAttributes as VectorStoreFileAttributes,
    )
    from .conversations_and_responses_and_vector_stores import (
        VectorStoreFileAttributesVectorStoreFileAttributes as VectorStoreFileAttributesVectorStoreFileAttributes,
    )
    from .data_retention import (
        OrganizationDataRetention as OrganizationDataRetention,
    )
    from .data_retention import (
        ProjectDataRetention as ProjectDataRetention,
    )
    from .data_retention import (
        UpdateOrganizationDataRetentionBody as UpdateOrganizationDataRetentionBody,
    )
    from .data_retention import (
        UpdateProjectDataRetentionBody as UpdateProjectDataRetentionBody,
    )
    from .embeddings import (
        CreateEmbeddingRequest as CreateEmbeddingRequest,
    )
    from .embeddings import (
        CreateEmbeddingRequestInput as CreateEmbeddingRequestInput,
    )
    from .embeddings import (
        CreateEmbeddingRequestInput1 as CreateEmbeddingRequestInput1,
    )
    from .embeddings import (
        CreateEmbeddingRequestInput2 as CreateEmbeddingRequestInput2,
    )
    from .embeddings import (
        CreateEmbeddingRequestInput2CreateEmbeddingRequestInput2Item as CreateEmbeddingRequestInput2CreateEmbeddingRequestInput2Item,
    )
    from .embeddings import (
        CreateEmbeddingResponse as CreateEmbeddingResponse,
    )
    from .embeddings import (
        CreateEmbeddingResponseUsage as CreateEmbeddingResponseUsage,
    )
    from .embeddings import (
        Embedding as Embedding,
    )
    from .evals import (
        CreateEvalCompletionsRunDataSource as CreateEvalCompletionsRunDataSource,
    )
    from .evals import (
        CreateEvalCompletionsRunDataSourceInputMessagesItemReference as CreateEvalCompletionsRunDataSourceInputMessagesItemReference,
    )
    from .evals import (
        CreateEvalCompletionsRunDataSourceInputMessagesTemplate as CreateEvalCompletionsRunDataSourceInputMessagesTemplate,
    )
    from .evals import (
        CreateEvalCompletionsRunDataSourceSamplingParams as CreateEvalCompletionsRunDataSourceSamplingParams,
    )
    from .evals import (
        CreateEvalCustomDataSourceConfig as CreateEvalCustomDataSourceConfig,
    )
    from .evals import (
        CreateEvalItem as CreateEvalItem,
    )
    from .evals import (
        CreateEvalItemCreateEvalItem as CreateEvalItemCreateEvalItem,
    )
    from .evals import (
        CreateEvalJsonlRunDataSource as CreateEvalJsonlRunDataSource,
    )
    from .evals import (
        CreateEvalLabelModelGrader as CreateEvalLabelModelGrader,
    )
    from .evals import (
        CreateEvalLogsDataSourceConfig as CreateEvalLogsDataSourceConfig,
    )
    from .evals import (
        CreateEvalRequest as CreateEvalRequest,
    )
    from .evals import (
        CreateEvalResponsesRunDataSource as CreateEvalResponsesRunDataSource,
    )
    from .evals import (
        CreateEvalResponsesRunDataSourceInputMessagesItemReference as CreateEvalResponsesRunDataSourceInputMessagesItemReference,
    )
    from .evals import (
        CreateEvalResponsesRunDataSourceInputMessagesTemplate as CreateEvalResponsesRunDataSourceInputMessagesTemplate,
    )
    from .evals import (
        CreateEvalResponsesRunDataSourceInputMessagesTemplateTemplate as CreateEvalResponsesRunDataSourceInputMessagesTemplateTemplate,
    )
    from .evals import (
        CreateEvalResponsesRunDataSourceSamplingParams as CreateEvalResponsesRunDataSourceSamplingParams,
    )
    from .evals import (
        CreateEvalResponsesRunDataSourceSamplingParamsText as CreateEvalResponsesRunDataSourceSamplingParamsText,
    )
    from .evals import (
        CreateEvalRunRequest as CreateEvalRunRequest,
    )
    from .evals import (
        CreateEvalStoredCompletionsDataSourceConfig as CreateEvalStoredCompletionsDataSourceConfig,
    )
    from .evals import (
        DeleteEvalResponse200 as DeleteEvalResponse200,
    )
    from .evals import (
        DeleteEvalRunResponse200 as DeleteEvalRunResponse200,
    )
    from .evals import (
        Eval as Eval,
    )
    from .evals import (
        EvalApiError as EvalApiError,
    )
    from .evals import (
        EvalCustomDataSourceConfig as EvalCustomDataSourceConfig,
    )
    from .evals import (
        EvalGraderLabelModel as EvalGraderLabelModel,
    )
    from .evals import (
        EvalGraderPython as EvalGraderPython,
    )
    from .evals import (
        EvalGraderScoreModel as EvalGraderScoreModel,
    )
    from .evals import (
        EvalGraderStringCheck as EvalGraderStringCheck,
    )
    from .evals import (
        EvalGraderTextSimilarity as EvalGraderTextSimilarity,
    )
    from .evals import (
        EvalJsonlFileContentSource as EvalJsonlFileContentSource,
    )
    from .evals import (
        EvalJsonlFileContentSourceContentItem as EvalJsonlFileContentSourceContentItem,
    )
    from .evals import (
        EvalJsonlFileIdSource as EvalJsonlFileIdSource,
    )
    from .evals import (
        EvalList as EvalList,
    )
    from .evals import (
        EvalLogsDataSourceConfig as EvalLogsDataSourceConfig,
    )
    from .evals import (
        EvalResponsesSource as EvalResponsesSource,
    )
    from .evals import (
        EvalResponsesSourceCreatedAfter as EvalResponsesSourceCreatedAfter,
    )
    from .evals import (
        EvalResponsesSourceCreatedBefore as EvalResponsesSourceCreatedBefore,
    )
    from .evals import (
        EvalRun as EvalRun,
    )
    from .evals import (
        EvalRunList as EvalRunList,
    )
    from .evals import (
        EvalRunOutputItem as EvalRunOutputItem,
    )
    from .evals import (
        EvalRunOutputItemList as EvalRunOutputItemList,
    )
    from .evals import (
        EvalRunOutputItemResult as EvalRunOutputItemResult,
    )
    from .evals import (
        EvalRunOutputItemSample as EvalRunOutputItemSample,
    )
    from .evals import (
        EvalRunOutputItemSampleInputItem as EvalRunOutputItemSampleInputItem,
    )
    from .evals import (
        EvalRunOutputItemSampleOutputItem as EvalRunOutputItemSampleOutputItem,
    )
    from .evals import (
        EvalRunOutputItemSampleUsage as EvalRunOutputItemSampleUsage,
    )
    from .evals import (
        EvalRunPerModelUsageItem as EvalRunPerModelUsageItem,
    )
    from .evals import (
        EvalRunPerTestingCriteriaResult as EvalRunPerTestingCriteriaResult,
    )
    from .evals import (
        EvalRunResultCounts as EvalRunResultCounts,
    )
    from .evals import (
        EvalStoredCompletionsDataSourceConfig as EvalStoredCompletionsDataSourceConfig,
    )
    from .evals import (
        EvalStoredCompletionsSource as EvalStoredCompletionsSource,
    )
    from .evals import (
        UpdateEvalRequest as UpdateEvalRequest,
    )
    from .evals_and_fine_tuning import (
        EvalItem as EvalItem,
    )
    from .evals_and_fine_tuning import (
        EvalItemContent as EvalItemContent,
    )
    from .evals_and_fine_tuning import (
        EvalItemContentArray as EvalItemContentArray,
    )
    from .evals_and_fine_tuning import (
        EvalItemContentItem as EvalItemContentItem,
    )
    from .evals_and_fine_tuning import (
        EvalItemContentOutputText as EvalItemContentOutputText,
    )
    from .evals_and_fine_tuning import (
        EvalItemContentText as EvalItemContentText,
    )
    from .evals_and_fine_tuning import (
        EvalItemInputImage as EvalItemInputImage,
    )
    from .evals_and_fine_tuning import (
        GraderLabelModel as GraderLabelModel,
    )
    from .evals_and_fine_tuning import (
        GraderPython as GraderPython,
    )
    from .evals_and_fine_tuning import (
        GraderScoreModel as GraderScoreModel,
    )
    from .evals_and_fine_tuning import (
        GraderScoreModelRangeItem as GraderScoreModelRangeItem,
    )
    from .evals_and_fine_tuning import (
        GraderScoreModelSamplingParams as GraderScoreModelSamplingParams,
    )
    from .evals_and_fine_tuning import (
        GraderScoreModelSamplingParamsMaxCompletionsTokens as GraderScoreModelSamplingParamsMaxCompletionsTokens,
    )
    from .evals_and_fine_tuning import (
        GraderStringCheck as GraderStringCheck,
    )
    from .evals_and_fine_tuning import (
        GraderTextSimilarity as GraderTextSimilarity,
    )
    from .evals_and_fine_tuning import (
        InputAudio as InputAudio,
    )
    from .evals_and_fine_tuning import (
        InputAudioInputAudio as InputAudioInputAudio,
    )
    from .evals_and_responses import (
        TextResponseFormatConfiguration as TextResponseFormatConfiguration,
    )
    from .evals_and_responses import (
        TextResponseFormatJsonSchema as TextResponseFormatJsonSchema,
    )
    from .events import (
        BetaComputerToolCallOutput as BetaComputerToolCallOutput,
    )
    from .events import (
        BetaItem as BetaItem,
    )
    from .events import (
        BetaResponseInjectCreatedEvent as BetaResponseInjectCreatedEvent,
    )
    from .events import (
        BetaResponseInjectEvent as BetaResponseInjectEvent,
    )
    from .events import (
        BetaResponseInjectFailedEvent as BetaResponseInjectFailedEvent,
    )
    from .events import (
        BetaResponseInjectFailedEventError as BetaResponseInjectFailedEventError,
    )
    from .events import (
        BetaResponsesClientEvent as BetaResponsesClientEvent,
    )
    from .events import (
        BetaResponsesClientEventResponseCreate as BetaResponsesClientEventResponseCreate,
    )
    from .events import (
        BetaResponsesServerEvent as BetaResponsesServerEvent,
    )
    from .events import (
        BetaResponsesServerEvent1 as BetaResponsesServerEvent1,
    )
    from .events import (
        BetaResponsesServerEvent2 as BetaResponsesServerEvent2,
    )
    from .events import (
        BetaResponsesServerEvent3 as BetaResponsesServerEvent3,
    )
    from .events import (
        BetaResponsesServerEvent4 as BetaResponsesServerEvent4,
    )
    from .events import (
        BetaResponsesServerEvent5 as BetaResponsesServerEvent5,
    )
    from .events import (
        BetaResponsesServerEvent6 as BetaResponsesServerEvent6,
    )
    from .events import (
        BetaResponsesServerEvent7 as BetaResponsesServerEvent7,
    )
    from .events import (
        BetaResponsesServerEvent8 as BetaResponsesServerEvent8,
    )
    from .events import (
        BetaResponsesServerEvent9 as BetaResponsesServerEvent9,
    )
    from .events import (
        BetaResponsesServerEvent10 as BetaResponsesServerEvent10,
    )
    from .events import (
        BetaResponsesServerEvent11 as BetaResponsesServerEvent11,
    )
    from .events import (
        BetaResponsesServerEvent12 as BetaResponsesServerEvent12,
    )
    from .events import (
        BetaResponsesServerEvent13 as BetaResponsesServerEvent13,
    )
    from .events import (
        BetaResponsesServerEvent14 as BetaResponsesServerEvent14,
    )
    from .events import (
        BetaResponsesServerEvent15 as BetaResponsesServerEvent15,
    )
    from .events import (
        BetaResponsesServerEvent16 as BetaResponsesServerEvent16,
    )
    from .events import (
        BetaResponsesServerEvent17 as BetaResponsesServerEvent17,
    )
    from .events import (
        BetaResponsesServerEvent18 as BetaResponsesServerEvent18,
    )
    from .events import (
        BetaResponsesServerEvent19 as BetaResponsesServerEvent19,
    )
    from .events import (
        BetaResponsesServerEvent20 as BetaResponsesServerEvent20,
    )
    from .events import (
        BetaResponsesServerEvent21 as BetaResponsesServerEvent21,
    )
    from .events import (
        BetaResponsesServerEvent22 as BetaResponsesServerEvent22,
    )
    from .events import (
        BetaResponsesServerEvent23 as BetaResponsesServerEvent23,
    )
    from .events import (
        BetaResponsesServerEvent24 as BetaResponsesServerEvent24,
    )
    from .events import (
        BetaResponsesServerEvent25 as BetaResponsesServerEvent25,
    )
    from .events import (
        BetaResponsesServerEvent26 as BetaResponsesServerEvent26,
    )
    from .events import (
        BetaResponsesServerEvent27 as BetaResponsesServerEvent27,
    )
    from .events import (
        BetaResponsesServerEvent28 as BetaResponsesServerEvent28,
    )
    from .events import (
        BetaResponsesServerEvent29 as BetaResponsesServerEvent29,
    )
    from .events import (
        BetaResponsesServerEvent30 as BetaResponsesServerEvent30,
    )
    from .events import (
        BetaResponsesServerEvent31 as BetaResponsesServerEvent31,
    )
    from .events import (
        BetaResponsesServerEvent32 as BetaResponsesServerEvent32,
    )
    from .events import (
        BetaResponsesServerEvent33 as BetaResponsesServerEvent33,
    )
    from .events import (
        BetaResponsesServerEvent34 as BetaResponsesServerEvent34,
    )
    from .events import (
        BetaResponsesServerEvent35 as BetaResponsesServerEvent35,
    )
    from .events import (
        BetaResponsesServerEvent36 as BetaResponsesServerEvent36,
    )
    from .events import (
        BetaResponsesServerEvent37 as BetaResponsesServerEvent37,
    )
    from .events import (
        BetaResponsesServerEvent38 as BetaResponsesServerEvent38,
    )
    from .events import (
        BetaResponsesServerEvent39 as BetaResponsesServerEvent39,
    )
    from .events import (
        BetaResponsesServerEvent40 as BetaResponsesServerEvent40,
    )
    from .events import (
        BetaResponsesServerEvent41 as BetaResponsesServerEvent41,
    )
    from .events import (
        BetaResponsesServerEvent42 as BetaResponsesServerEvent42,
    )
    from .events import (
        BetaResponsesServerEvent43 as BetaResponsesServerEvent43,
    )
    from .events import (
        BetaResponsesServerEvent44 as BetaResponsesServerEvent44,
    )
    from .events import (
        BetaResponsesServerEvent45 as BetaResponsesServerEvent45,
    )
    from .events import (
        BetaResponsesServerEvent46 as BetaResponsesServerEvent46,
    )
    from .events import (
        BetaResponsesServerEvent47 as BetaResponsesServerEvent47,
    )
    from .events import (
        BetaResponsesServerEvent48 as BetaResponsesServerEvent48,
    )
    from .events import (
        BetaResponsesServerEvent49 as BetaResponsesServerEvent49,
    )
    from .events import (
        BetaResponsesServerEvent50 as BetaResponsesServerEvent50,
    )
    from .events import (
        BetaResponsesServerEvent51 as BetaResponsesServerEvent51,
    )
    from .events import (
        BetaResponsesServerEvent52 as BetaResponsesServerEvent52,
    )
    from .events import (
        BetaResponsesServerEvent53 as BetaResponsesServerEvent53,
    )
    from .events import (
        BetaResponsesServerEvent54 as BetaResponsesServerEvent54,
    )
    from .events import (
        BetaResponsesServerEvent55 as BetaResponsesServerEvent55,
    )
    from .events import (
        BetaResponsesServerEvent56 as BetaResponsesServerEvent56,
    )
    from .events import (
        BetaResponsesServerEvent57 as BetaResponsesServerEvent57,
    )
    from .events import (
        BetaResponsesWebSocketStreamEvent as BetaResponsesWebSocketStreamEvent,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent1 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent1,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent2 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent2,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent3 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent3,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent4 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent4,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent5 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent5,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent6 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent6,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent7 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent7,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent8 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent8,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent9 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent9,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent10 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent10,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent11 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent11,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent12 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent12,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent13 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent13,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent14 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent14,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent15 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent15,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent16 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent16,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent17 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent17,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent18 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent18,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent19 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent19,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent20 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent20,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent21 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent21,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent22 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent22,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent23 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent23,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent24 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent24,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent25 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent25,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent26 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent26,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent27 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent27,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent28 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent28,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent29 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent29,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent30 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent30,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent31 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent31,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent32 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent32,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent33 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent33,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent34 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent34,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent35 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent35,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent36 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent36,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent37 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent37,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent38 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent38,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent39 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent39,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent40 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent40,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent41 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent41,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent42 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent42,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent43 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent43,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent44 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent44,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent45 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent45,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent46 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent46,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent47 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent47,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent48 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent48,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent49 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent49,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent50 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent50,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent51 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent51,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent52 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent52,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent53 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent53,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent54 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent54,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent55 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent55,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent56 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent56,
    )
    from .events import (
        BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent57 as BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent57,
    )
    from .events import (
        BetaResponseWsError as BetaResponseWsError,
    )
    from .events import (
        ChatCompletionModalities as ChatCompletionModalities,
    )
    from .events import (
        ChatCompletionRole as ChatCompletionRole,
    )
    from .events import (
        CodeInterpreterFileOutput as CodeInterpreterFileOutput,
    )
    from .events import (
        CodeInterpreterFileOutputFile as CodeInterpreterFileOutputFile,
    )
    from .events import (
        CodeInterpreterTextOutput as CodeInterpreterTextOutput,
    )
    from .events import (
        ComputerToolCallOutput as ComputerToolCallOutput,
    )
    from .events import (
        Content as Content,
    )
    from .events import (
        DeletedConversation as DeletedConversation,
    )
    from .events import (
        DragPoint as DragPoint,
    )
    from .events import (
        ErrorPayload as ErrorPayload,
    )
    from .events import (
        FineTuneChatCompletionRequestAssistantMessage as FineTuneChatCompletionRequestAssistantMessage,
    )
    from .events import (
        Item as Item,
    )
    from .events import (
        LogProbProperties as LogProbProperties,
    )
    from .events import (
        MessageStreamEvent as MessageStreamEvent,
    )
    from .events import (
        ModelIds as ModelIds,
    )
    from .events import (
        OutputAudio as OutputAudio,
    )
    from .events import (
        RealtimeBetaClientEventConversationItemCreate as RealtimeBetaClientEventConversationItemCreate,
    )
    from .events import (
        RealtimeBetaClientEventConversationItemDelete as RealtimeBetaClientEventConversationItemDelete,
    )
    from .events import (
        RealtimeBetaClientEventConversationItemRetrieve as RealtimeBetaClientEventConversationItemRetrieve,
    )
    from .events import (
        RealtimeBetaClientEventConversationItemTruncate as RealtimeBetaClientEventConversationItemTruncate,
    )
    from .events import (
        RealtimeBetaClientEventInputAudioBufferAppend as RealtimeBetaClientEventInputAudioBufferAppend,
    )
    from .events import (
        RealtimeBetaClientEventInputAudioBufferClear as RealtimeBetaClientEventInputAudioBufferClear,
    )
    from .events import (
        RealtimeBetaClientEventInputAudioBufferCommit as RealtimeBetaClientEventInputAudioBufferCommit,
    )
    from .events import (
        RealtimeBetaClientEventOutputAudioBufferClear as RealtimeBetaClientEventOutputAudioBufferClear,
    )
    from .events import (
        RealtimeBetaClientEventResponseCancel as RealtimeBetaClientEventResponseCancel,
    )
    from .events import (
        RealtimeBetaClientEventResponseCreate as RealtimeBetaClientEventResponseCreate,
    )
    from .events import (
        RealtimeBetaClientEventSessionUpdate as RealtimeBetaClientEventSessionUpdate,
    )
    from .events import (
        RealtimeBetaClientEventTranscriptionSessionUpdate as RealtimeBetaClientEventTranscriptionSessionUpdate,
    )
    from .events import (
        RealtimeBetaResponse as RealtimeBetaResponse,
    )
    from .events import (
        RealtimeBetaResponseCreateParams as RealtimeBetaResponseCreateParams,
    )
    from .events import (
        RealtimeBetaResponseCreateParamsTool as RealtimeBetaResponseCreateParamsTool,
    )
    from .events import (
        RealtimeBetaResponseStatusDetails as RealtimeBetaResponseStatusDetails,
    )
    from .events import (
        RealtimeBetaResponseStatusDetailsError as RealtimeBetaResponseStatusDetailsError,
    )
    from .events import (
        RealtimeBetaResponseUsage as RealtimeBetaResponseUsage,
    )
    from .events import (
        RealtimeBetaResponseUsageInputTokenDetails as RealtimeBetaResponseUsageInputTokenDetails,
    )
    from .events import (
        RealtimeBetaResponseUsageInputTokenDetailsCachedTokensDetails as RealtimeBetaResponseUsageInputTokenDetailsCachedTokensDetails,
    )
    from .events import (
        RealtimeBetaResponseUsageOutputTokenDetails as RealtimeBetaResponseUsageOutputTokenDetails,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemCreated as RealtimeBetaServerEventConversationItemCreated,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemDeleted as RealtimeBetaServerEventConversationItemDeleted,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemInputAudioTranscriptionCompleted as RealtimeBetaServerEventConversationItemInputAudioTranscriptionCompleted,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemInputAudioTranscriptionDelta as RealtimeBetaServerEventConversationItemInputAudioTranscriptionDelta,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailed as RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailed,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailedError as RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailedError,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemInputAudioTranscriptionSegment as RealtimeBetaServerEventConversationItemInputAudioTranscriptionSegment,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemRetrieved as RealtimeBetaServerEventConversationItemRetrieved,
    )
    from .events import (
        RealtimeBetaServerEventConversationItemTruncated as RealtimeBetaServerEventConversationItemTruncated,
    )
    from .events import (
        RealtimeBetaServerEventError as RealtimeBetaServerEventError,
    )
    from .events import (
        RealtimeBetaServerEventErrorError as RealtimeBetaServerEventErrorError,
    )
    from .events import (
        RealtimeBetaServerEventInputAudioBufferCleared as RealtimeBetaServerEventInputAudioBufferCleared,
    )
    from .events import (
        RealtimeBetaServerEventInputAudioBufferCommitted as RealtimeBetaServerEventInputAudioBufferCommitted,
    )
    from .events import (
        RealtimeBetaServerEventInputAudioBufferSpeechStarted as RealtimeBetaServerEventInputAudioBufferSpeechStarted,
    )
    from .events import (
        RealtimeBetaServerEventInputAudioBufferSpeechStopped as RealtimeBetaServerEventInputAudioBufferSpeechStopped,
    )
    from .events import (
        RealtimeBetaServerEventMCPListToolsCompleted as RealtimeBetaServerEventMCPListToolsCompleted,
    )
    from .events import (
        RealtimeBetaServerEventMCPListToolsFailed as RealtimeBetaServerEventMCPListToolsFailed,
    )
    from .events import (
        RealtimeBetaServerEventMCPListToolsInProgress as RealtimeBetaServerEventMCPListToolsInProgress,
    )
    from .events import (
        RealtimeBetaServerEventRateLimitsUpdated as RealtimeBetaServerEventRateLimitsUpdated,
    )
    from .events import (
        RealtimeBetaServerEventRateLimitsUpdatedRateLimit as RealtimeBetaServerEventRateLimitsUpdatedRateLimit,
    )
    from .events import (
        RealtimeBetaServerEventResponseAudioDelta as RealtimeBetaServerEventResponseAudioDelta,
    )
    from .events import (
        RealtimeBetaServerEventResponseAudioDone as RealtimeBetaServerEventResponseAudioDone,
    )
    from .events import (
        RealtimeBetaServerEventResponseAudioTranscriptDelta as RealtimeBetaServerEventResponseAudioTranscriptDelta,
    )
    from .events import (
        RealtimeBetaServerEventResponseAudioTranscriptDone as RealtimeBetaServerEventResponseAudioTranscriptDone,
    )
    from .events import (
        RealtimeBetaServerEventResponseContentPartAdded as RealtimeBetaServerEventResponseContentPartAdded,
    )
    from .events import (
        RealtimeBetaServerEventResponseContentPartAddedPart as RealtimeBetaServerEventResponseContentPartAddedPart,
    )
    from .events import (
        RealtimeBetaServerEventResponseContentPartDone as RealtimeBetaServerEventResponseContentPartDone,
    )
    from .events import (
        RealtimeBetaServerEventResponseContentPartDonePart as RealtimeBetaServerEventResponseContentPartDonePart,
    )
    from .events import (
        RealtimeBetaServerEventResponseCreated as RealtimeBetaServerEventResponseCreated,
    )
    from .events import (
        RealtimeBetaServerEventResponseDone as RealtimeBetaServerEventResponseDone,
    )
    from .events import (
        RealtimeBetaServerEventResponseFunctionCallArgumentsDelta as RealtimeBetaServerEventResponseFunctionCallArgumentsDelta,
    )
    from .events import (
        RealtimeBetaServerEventResponseFunctionCallArgumentsDone as RealtimeBetaServerEventResponseFunctionCallArgumentsDone,
    )
    from .events import (
        RealtimeBetaServerEventResponseMCPCallArgumentsDelta as RealtimeBetaServerEventResponseMCPCallArgumentsDelta,
    )
    from .events import (
        RealtimeBetaServerEventResponseMCPCallArgumentsDone as RealtimeBetaServerEventResponseMCPCallArgumentsDone,
    )
    from .events import (
        RealtimeBetaServerEventResponseMCPCallCompleted as RealtimeBetaServerEventResponseMCPCallCompleted,
    )
    from .events import (
        RealtimeBetaServerEventResponseMCPCallFailed as RealtimeBetaServerEventResponseMCPCallFailed,
    )
    from .events import (
        RealtimeBetaServerEventResponseMCPCallInProgress as RealtimeBetaServerEventResponseMCPCallInProgress,
    )
    from .events import (
        RealtimeBetaServerEventResponseOutputItemAdded as RealtimeBetaServerEventResponseOutputItemAdded,
    )
    from .events import (
        RealtimeBetaServerEventResponseOutputItemDone as RealtimeBetaServerEventResponseOutputItemDone,
    )
    from .events import (
        RealtimeBetaServerEventResponseTextDelta as RealtimeBetaServerEventResponseTextDelta,
    )
    from .events import (
        RealtimeBetaServerEventResponseTextDone as RealtimeBetaServerEventResponseTextDone,
    )
    from .events import (
        RealtimeBetaServerEventSessionCreated as RealtimeBetaServerEventSessionCreated,
    )
    from .events import (
        RealtimeBetaServerEventSessionUpdated as RealtimeBetaServerEventSessionUpdated,
    )
    from .events import (
        RealtimeBetaServerEventTranscriptionSessionCreated as RealtimeBetaServerEventTranscriptionSessionCreated,
    )
    from .events import (
        RealtimeBetaServerEventTranscriptionSessionUpdated as RealtimeBetaServerEventTranscriptionSessionUpdated,
    )
    from .events import (
        RealtimeClientEvent as RealtimeClientEvent,
    )
    from .events import (
        RealtimeClientEventConversationItemCreate as RealtimeClientEventConversationItemCreate,
    )
    from .events import (
        RealtimeClientEventConversationItemDelete as RealtimeClientEventConversationItemDelete,
    )
    from .events import (
        RealtimeClientEventConversationItemRetrieve as RealtimeClientEventConversationItemRetrieve,
    )
    from .events import (
        RealtimeClientEventConversationItemTruncate as RealtimeClientEventConversationItemTruncate,
    )
    from .events import (
        RealtimeClientEventInputAudioBufferAppend as RealtimeClientEventInputAudioBufferAppend,
    )
    from .events import (
        RealtimeClientEventInputAudioBufferClear as RealtimeClientEventInputAudioBufferClear,
    )
    from .events import (
        RealtimeClientEventInputAudioBufferCommit as RealtimeClientEventInputAudioBufferCommit,
    )
    from .events import (
        RealtimeClientEventOutputAudioBufferClear as RealtimeClientEventOutputAudioBufferClear,
    )
    from .events import (
        RealtimeClientEventResponseCancel as RealtimeClientEventResponseCancel,
    )
    from .events import (
        RealtimeClientEventResponseCreate as RealtimeClientEventResponseCreate,
    )
    from .events import (
        RealtimeClientEventSessionUpdate as RealtimeClientEventSessionUpdate,
    )
    from .events import (
        RealtimeClientEventTranscriptionSessionUpdate as RealtimeClientEventTranscriptionSessionUpdate,
    )
    from .events import (
        RealtimeConversationItem as RealtimeConversationItem,
    )
    from .events import (
        RealtimeConversationItemFunctionCall as RealtimeConversationItemFunctionCall,
    )
    from .events import (
        RealtimeConversationItemFunctionCallOutput as RealtimeConversationItemFunctionCallOutput,
    )
    from .events import (
        RealtimeConversationItemMessageAssistant as RealtimeConversationItemMessageAssistant,
    )
    from .events import (
        RealtimeConversationItemMessageAssistantContentItem as RealtimeConversationItemMessageAssistantContentItem,
    )
    from .events import (
        RealtimeConversationItemMessageSystem as RealtimeConversationItemMessageSystem,
    )
    from .events import (
        RealtimeConversationItemMessageSystemContentItem as RealtimeConversationItemMessageSystemContentItem,
    )
    from .events import (
        RealtimeConversationItemMessageUser as RealtimeConversationItemMessageUser,
    )
    from .events import (
        RealtimeConversationItemMessageUserContentItem as RealtimeConversationItemMessageUserContentItem,
    )
    from .events import (
        RealtimeConversationItemWithReference as RealtimeConversationItemWithReference,
    )
    from .events import (
        RealtimeConversationItemWithReferenceContentItem as RealtimeConversationItemWithReferenceContentItem,
    )
    from .events import (
        RealtimeMCPApprovalRequest as RealtimeMCPApprovalRequest,
    )
    from .events import (
        RealtimeMCPApprovalResponse as RealtimeMCPApprovalResponse,
    )
    from .events import (
        RealtimeMCPHTTPError as RealtimeMCPHTTPError,
    )
    from .events import (
        RealtimeMCPListTools as RealtimeMCPListTools,
    )
    from .events import (
        RealtimeMCPProtocolError as RealtimeMCPProtocolError,
    )
    from .events import (
        RealtimeMCPToolCall as RealtimeMCPToolCall,
    )
    from .events import (
        RealtimeMCPToolExecutionError as RealtimeMCPToolExecutionError,
    )
    from .events import (
        RealtimeResponse as RealtimeResponse,
    )
    from .events import (
        RealtimeResponseAudio as RealtimeResponseAudio,
    )
    from .events import (
        RealtimeResponseAudioOutput as RealtimeResponseAudioOutput,
    )
    from .events import (
        RealtimeResponseCreateParams as RealtimeResponseCreateParams,
    )
    from .events import (
        RealtimeResponseCreateParamsAudio as RealtimeResponseCreateParamsAudio,
    )
    from .events import (
        RealtimeResponseCreateParamsAudioOutput as RealtimeResponseCreateParamsAudioOutput,
    )
    from .events import (
        RealtimeResponseStatusDetails as RealtimeResponseStatusDetails,
    )
    from .events import (
        RealtimeResponseStatusDetailsError as RealtimeResponseStatusDetailsError,
    )
    from .events import (
        RealtimeResponseUsage as RealtimeResponseUsage,
    )
    from .events import (
        RealtimeResponseUsageInputTokenDetails as RealtimeResponseUsageInputTokenDetails,
    )
    from .events import (
        RealtimeResponseUsageInputTokenDetailsCachedTokensDetails as RealtimeResponseUsageInputTokenDetailsCachedTokensDetails,
    )
    from .events import (
        RealtimeResponseUsageOutputTokenDetails as RealtimeResponseUsageOutputTokenDetails,
    )
    from .events import (
        RealtimeServerEvent as RealtimeServerEvent,
    )
    from .events import (
        RealtimeServerEventConversationCreated as RealtimeServerEventConversationCreated,
    )
    from .events import (
        RealtimeServerEventConversationCreatedConversation as RealtimeServerEventConversationCreatedConversation,
    )
    from .events import (
        RealtimeServerEventConversationItemAdded as RealtimeServerEventConversationItemAdded,
    )
    from .events import (
        RealtimeServerEventConversationItemCreated as RealtimeServerEventConversationItemCreated,
    )
    from .events import (
        RealtimeServerEventConversationItemDeleted as RealtimeServerEventConversationItemDeleted,
    )
    from .events import (
        RealtimeServerEventConversationItemDone as RealtimeServerEventConversationItemDone,
    )
    from .events import (
        RealtimeServerEventConversationItemInputAudioTranscriptionCompleted as RealtimeServerEventConversationItemInputAudioTranscriptionCompleted,
    )
    from .events import (
        RealtimeServerEventConversationItemInputAudioTranscriptionDelta as RealtimeServerEventConversationItemInputAudioTranscriptionDelta,
    )
    from .events import (
        RealtimeServerEventConversationItemInputAudioTranscriptionFailed as RealtimeServerEventConversationItemInputAudioTranscriptionFailed,
    )
    from .events import (
        RealtimeServerEventConversationItemInputAudioTranscriptionFailedError as RealtimeServerEventConversationItemInputAudioTranscriptionFailedError,
    )
    from .events import (
        RealtimeServerEventConversationItemInputAudioTranscriptionSegment as RealtimeServerEventConversationItemInputAudioTranscriptionSegment,
    )
    from .events import (
        RealtimeServerEventConversationItemRetrieved as RealtimeServerEventConversationItemRetrieved,
    )
    from .events import (
        RealtimeServerEventConversationItemTruncated as RealtimeServerEventConversationItemTruncated,
    )
    from .events import (
        RealtimeServerEventError as RealtimeServerEventError,
    )
    from .events import (
        RealtimeServerEventErrorError as RealtimeServerEventErrorError,
    )
    from .events import (
        RealtimeServerEventInputAudioBufferCleared as RealtimeServerEventInputAudioBufferCleared,
    )
    from .events import (
        RealtimeServerEventInputAudioBufferCommitted as RealtimeServerEventInputAudioBufferCommitted,
    )
    from .events import (
        RealtimeServerEventInputAudioBufferDtmfEventReceived as RealtimeServerEventInputAudioBufferDtmfEventReceived,
    )
    from .events import (
        RealtimeServerEventInputAudioBufferSpeechStarted as RealtimeServerEventInputAudioBufferSpeechStarted,
    )
    from .events import (
        RealtimeServerEventInputAudioBufferSpeechStopped as RealtimeServerEventInputAudioBufferSpeechStopped,
    )
    from .events import (
        RealtimeServerEventInputAudioBufferTimeoutTriggered as RealtimeServerEventInputAudioBufferTimeoutTriggered,
    )
    from .events import (
        RealtimeServerEventMCPListToolsCompleted as RealtimeServerEventMCPListToolsCompleted,
    )
    from .events import (
        RealtimeServerEventMCPListToolsFailed as RealtimeServerEventMCPListToolsFailed,
    )
    from .events import (
        RealtimeServerEventMCPListToolsInProgress as RealtimeServerEventMCPListToolsInProgress,
    )
    from .events import (
        RealtimeServerEventOutputAudioBufferCleared as RealtimeServerEventOutputAudioBufferCleared,
    )
    from .events import (
        RealtimeServerEventOutputAudioBufferStarted as RealtimeServerEventOutputAudioBufferStarted,
    )
    from .events import (
        RealtimeServerEventOutputAudioBufferStopped as RealtimeServerEventOutputAudioBufferStopped,
    )
    from .events import (
        RealtimeServerEventRateLimitsUpdated as RealtimeServerEventRateLimitsUpdated,
    )
    from .events import (
        RealtimeServerEventRateLimitsUpdatedRateLimit as RealtimeServerEventRateLimitsUpdatedRateLimit,
    )
    from .events import (
        RealtimeServerEventResponseAudioDelta as RealtimeServerEventResponseAudioDelta,
    )
    from .events import (
        RealtimeServerEventResponseAudioDone as RealtimeServerEventResponseAudioDone,
    )
    from .events import (
        RealtimeServerEventResponseAudioTranscriptDelta as RealtimeServerEventResponseAudioTranscriptDelta,
    )
    from .events import (
        RealtimeServerEventResponseAudioTranscriptDone as RealtimeServerEventResponseAudioTranscriptDone,
    )
    from .events import (
        RealtimeServerEventResponseContentPartAdded as RealtimeServerEventResponseContentPartAdded,
    )
    from .events import (
        RealtimeServerEventResponseContentPartAddedPart as RealtimeServerEventResponseContentPartAddedPart,
    )
    from .events import (
        RealtimeServerEventResponseContentPartDone as RealtimeServerEventResponseContentPartDone,
    )
    from .events import (
        RealtimeServerEventResponseContentPartDonePart as RealtimeServerEventResponseContentPartDonePart,
    )
    from .events import (
        RealtimeServerEventResponseCreated as RealtimeServerEventResponseCreated,
    )
    from .events import (
        RealtimeServerEventResponseDone as RealtimeServerEventResponseDone,
    )
    from .events import (
        RealtimeServerEventResponseFunctionCallArgumentsDelta as RealtimeServerEventResponseFunctionCallArgumentsDelta,
    )
    from .events import (
        RealtimeServerEventResponseFunctionCallArgumentsDone as RealtimeServerEventResponseFunctionCallArgumentsDone,
    )
    from .events import (
        RealtimeServerEventResponseMCPCallArgumentsDelta as RealtimeServerEventResponseMCPCallArgumentsDelta,
    )
    from .events import (
        RealtimeServerEventResponseMCPCallArgumentsDone as RealtimeServerEventResponseMCPCallArgumentsDone,
    )
    from .events import (
        RealtimeServerEventResponseMCPCallCompleted as RealtimeServerEventResponseMCPCallCompleted,
    )
    from .events import (
        RealtimeServerEventResponseMCPCallFailed as RealtimeServerEventResponseMCPCallFailed,
    )
    from .events import (
        RealtimeServerEventResponseMCPCallInProgress as RealtimeServerEventResponseMCPCallInProgress,
    )
    from .events import (
        RealtimeServerEventResponseOutputItemAdded as RealtimeServerEventResponseOutputItemAdded,
    )
    from .events import (
        RealtimeServerEventResponseOutputItemDone as RealtimeServerEventResponseOutputItemDone,
    )
    from .events import (
        RealtimeServerEventResponseTextDelta as RealtimeServerEventResponseTextDelta,
    )
    from .events import (
        RealtimeServerEventResponseTextDone as RealtimeServerEventResponseTextDone,
    )
    from .events import (
        RealtimeServerEventSessionCreated as RealtimeServerEventSessionCreated,
    )
    from .events import (
        RealtimeServerEventSessionUpdated as RealtimeServerEventSessionUpdated,
    )
    from .events import (
        RealtimeServerEventTranscriptionSessionUpdated as RealtimeServerEventTranscriptionSessionUpdated,
    )
    from .events import (
        RealtimeSession as RealtimeSession,
    )
    from .events import (
        RealtimeSessionInputAudioNoiseReduction as RealtimeSessionInputAudioNoiseReduction,
    )
    from .events import (
        RealtimeSessionTracing as RealtimeSessionTracing,
    )
    from .events import (
        RealtimeTranslationClientEvent as RealtimeTranslationClientEvent,
    )
    from .events import (
        RealtimeTranslationClientEventInputAudioBufferAppend as RealtimeTranslationClientEventInputAudioBufferAppend,
    )
    from .events import (
        RealtimeTranslationClientEventSessionClose as RealtimeTranslationClientEventSessionClose,
    )
    from .events import (
        RealtimeTranslationClientEventSessionUpdate as RealtimeTranslationClientEventSessionUpdate,
    )
    from .events import (
        RealtimeTranslationServerEvent as RealtimeTranslationServerEvent,
    )
    from .events import (
        RealtimeTranslationServerEventSessionClosed as RealtimeTranslationServerEventSessionClosed,
    )
    from .events import (
        RealtimeTranslationServerEventSessionCreated as RealtimeTranslationServerEventSessionCreated,
    )
    from .events import (
        RealtimeTranslationServerEventSessionInputTranscriptDelta as RealtimeTranslationServerEventSessionInputTranscriptDelta,
    )
    from .events import (
        RealtimeTranslationServerEventSessionOutputAudioDelta as RealtimeTranslationServerEventSessionOutputAudioDelta,
    )
    from .events import (
        RealtimeTranslationServerEventSessionOutputTranscriptDelta as RealtimeTranslationServerEventSessionOutputTranscriptDelta,
    )
    from .events import (
        RealtimeTranslationServerEventSessionUpdated as RealtimeTranslationServerEventSessionUpdated,
    )
    from .events import (
        RealtimeTranslationSessionUpdateRequest as RealtimeTranslationSessionUpdateRequest,
    )
    from .events import (
        RealtimeTranslationSessionUpdateRequestAudio as RealtimeTranslationSessionUpdateRequestAudio,
    )
    from .events import (
        RealtimeTranslationSessionUpdateRequestAudioInput as RealtimeTranslationSessionUpdateRequestAudioInput,
    )
    from .events import (
        RealtimeTranslationSessionUpdateRequestAudioInputNoiseReduction as RealtimeTranslationSessionUpdateRequestAudioInputNoiseReduction,
    )
    from .events import (
        RealtimeTranslationSessionUpdateRequestAudioInputTranscription as RealtimeTranslationSessionUpdateRequestAudioInputTranscription,
    )
    from .events import (
        RealtimeTranslationSessionUpdateRequestAudioOutput as RealtimeTranslationSessionUpdateRequestAudioOutput,
    )
    from .events import (
        ResponseFormatTextGrammar as ResponseFormatTextGrammar,
    )
    from .events import (
        ResponseFormatTextPython as ResponseFormatTextPython,
    )
    from .events import (
        ResponsesClientEvent as ResponsesClientEvent,
    )
    from .events import (
        ResponsesClientEventResponseCreate as ResponsesClientEventResponseCreate,
    )
    from .events import (
        ResponsesServerEvent as ResponsesServerEvent,
    )
    from .events import (
        ResponsesServerEvent1 as ResponsesServerEvent1,
    )
    from .events import (
        ResponsesServerEvent2 as ResponsesServerEvent2,
    )
    from .events import (
        ResponsesServerEvent3 as ResponsesServerEvent3,
    )
    from .events import (
        ResponsesServerEvent4 as ResponsesServerEvent4,
    )
    from .events import (
        ResponsesServerEvent5 as ResponsesServerEvent5,
    )
    from .events import (
        ResponsesServerEvent6 as ResponsesServerEvent6,
    )
    from .events import (
        ResponsesServerEvent7 as ResponsesServerEvent7,
    )
    from .events import (
        ResponsesServerEvent8 as ResponsesServerEvent8,
    )
    from .events import (
        ResponsesServerEvent9 as ResponsesServerEvent9,
    )
    from .events import (
        ResponsesServerEvent10 as ResponsesServerEvent10,
    )
    from .events import (
        ResponsesServerEvent11 as ResponsesServerEvent11,
    )
    from .events import (
        ResponsesServerEvent12 as ResponsesServerEvent12,
    )
    from .events import (
        ResponsesServerEvent13 as ResponsesServerEvent13,
    )
    from .events import (
        ResponsesServerEvent14 as ResponsesServerEvent14,
    )
    from .events import (
        ResponsesServerEvent15 as ResponsesServerEvent15,
    )
    from .events import (
        ResponsesServerEvent16 as ResponsesServerEvent16,
    )
    from .events import (
        ResponsesServerEvent17 as ResponsesServerEvent17,
    )
    from .events import (
        ResponsesServerEvent18 as ResponsesServerEvent18,
    )
    from .events import (
        ResponsesServerEvent19 as ResponsesServerEvent19,
    )
    from .events import (
        ResponsesServerEvent20 as ResponsesServerEvent20,
    )
    from .events import (
        ResponsesServerEvent21 as ResponsesServerEvent21,
    )
    from .events import (
        ResponsesServerEvent22 as ResponsesServerEvent22,
    )
    from .events import (
        ResponsesServerEvent23 as ResponsesServerEvent23,
    )
    from .events import (
        ResponsesServerEvent24 as ResponsesServerEvent24,
    )
    from .events import (
        ResponsesServerEvent25 as ResponsesServerEvent25,
    )
    from .events import (
        ResponsesServerEvent26 as ResponsesServerEvent26,
    )
    from .events import (
        ResponsesServerEvent27 as ResponsesServerEvent27,
    )
    from .events import (
        ResponsesServerEvent28 as ResponsesServerEvent28,
    )
    from .events import (
        ResponsesServerEvent29 as ResponsesServerEvent29,
    )
    from .events import (
        ResponsesServerEvent30 as ResponsesServerEvent30,
    )
    from .events import (
        ResponsesServerEvent31 as ResponsesServerEvent31,
    )
    from .events import (
        ResponsesServerEvent32 as ResponsesServerEvent32,
    )
    from .events import (
        ResponsesServerEvent33 as ResponsesServerEvent33,
    )
    from .events import (
        ResponsesServerEvent34 as ResponsesServerEvent34,
    )
    from .events import (
        ResponsesServerEvent35 as ResponsesServerEvent35,
    )
    from .events import (
        ResponsesServerEvent36 as ResponsesServerEvent36,
    )
    from .events import (
        ResponsesServerEvent37 as ResponsesServerEvent37,
    )
    from .events import (
        ResponsesServerEvent38 as ResponsesServerEvent38,
    )
    from .events import (
        ResponsesServerEvent39 as ResponsesServerEvent39,
    )
    from .events import (
        ResponsesServerEvent40 as ResponsesServerEvent40,
    )
    from .events import (
        ResponsesServerEvent41 as ResponsesServerEvent41,
    )
    from .events import (
        ResponsesServerEvent42 as ResponsesServerEvent42,
    )
    from .events import (
        ResponsesServerEvent43 as ResponsesServerEvent43,
    )
    from .events import (
        ResponsesServerEvent44 as ResponsesServerEvent44,
    )
    from .events import (
        ResponsesServerEvent45 as ResponsesServerEvent45,
    )
    from .events import (
        ResponsesServerEvent46 as ResponsesServerEvent46,
    )
    from .events import (
        ResponsesServerEvent47 as ResponsesServerEvent47,
    )
    from .events import (
        ResponsesServerEvent48 as ResponsesServerEvent48,
    )
    from .events import (
        ResponsesServerEvent49 as ResponsesServerEvent49,
    )
    from .events import (
        ResponsesServerEvent50 as ResponsesServerEvent50,
    )
    from .events import (
        ResponsesServerEvent51 as ResponsesServerEvent51,
    )
    from .events import (
        ResponsesServerEvent52 as ResponsesServerEvent52,
    )
    from .events import (
        ResponsesServerEvent53 as ResponsesServerEvent53,
    )
    from .events import (
        ResponsesServerEvent54 as ResponsesServerEvent54,
    )
    from .events import (
        ResponsesServerEvent55 as ResponsesServerEvent55,
    )
    from .events import (
        ResponsesServerEvent56 as ResponsesServerEvent56,
    )
    from .events import (
        ResponsesServerEvent57 as ResponsesServerEvent57,
    )
    from .events import (
        ResponsesWebSocketStreamEvent as ResponsesWebSocketStreamEvent,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent1 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent1,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent2 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent2,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent3 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent3,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent4 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent4,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent5 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent5,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent6 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent6,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent7 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent7,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent8 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent8,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent9 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent9,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent10 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent10,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent11 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent11,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent12 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent12,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent13 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent13,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent14 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent14,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent15 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent15,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent16 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent16,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent17 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent17,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent18 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent18,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent19 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent19,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent20 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent20,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent21 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent21,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent22 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent22,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent23 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent23,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent24 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent24,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent25 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent25,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent26 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent26,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent27 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent27,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent28 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent28,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent29 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent29,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent30 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent30,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent31 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent31,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent32 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent32,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent33 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent33,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent34 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent34,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent35 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent35,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent36 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent36,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent37 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent37,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent38 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent38,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent39 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent39,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent40 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent40,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent41 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent41,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent42 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent42,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent43 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent43,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent44 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent44,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent45 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent45,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent46 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent46,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent47 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent47,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent48 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent48,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent49 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent49,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent50 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent50,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent51 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent51,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent52 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent52,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent53 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent53,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent54 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent54,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent55 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent55,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent56 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent56,
    )
    from .events import (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent57 as ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent57,
    )
    from .events import (
        ResponseWsError as ResponseWsError,
    )
    from .events import (
        RunStepStreamEvent as RunStepStreamEvent,
    )
    from .events import (
        RunStreamEvent as RunStreamEvent,
    )
    from .events import (
        ThreadStreamEvent as ThreadStreamEvent,
    )
    from .events import (
        TranscriptionChunkingStrategy as TranscriptionChunkingStrategy,
    )
    from .files import (
        CreateFileRequest as CreateFileRequest,
    )
    from .files import (
        DeleteFileResponse as DeleteFileResponse,
    )
    from .files import (
        ListFilesResponse as ListFilesResponse,
    )
    from .files_and_uploads import (
        FileExpirationAfter as FileExpirationAfter,
    )
    from .files_and_uploads import (
        OpenAIFile as OpenAIFile,
    )
    from .fine_tuning import (
        CreateFineTuningCheckpointPermissionRequest as CreateFineTuningCheckpointPermissionRequest,
    )
    from .fine_tuning import (
        CreateFineTuningJobRequest as CreateFineTuningJobRequest,
    )
    from .fine_tuning import (
        CreateFineTuningJobRequestHyperparameters as CreateFineTuningJobRequestHyperparameters,
    )
    from .fine_tuning import (
        CreateFineTuningJobRequestHyperparametersBatchSize as CreateFineTuningJobRequestHyperparametersBatchSize,
    )
    from .fine_tuning import (
        CreateFineTuningJobRequestHyperparametersLearningRateMultiplier as CreateFineTuningJobRequestHyperparametersLearningRateMultiplier,
    )
    from .fine_tuning import (
        CreateFineTuningJobRequestHyperparametersNEpochs as CreateFineTuningJobRequestHyperparametersNEpochs,
    )
    from .fine_tuning import (
        CreateFineTuningJobRequestIntegration as CreateFineTuningJobRequestIntegration,
    )
    from .fine_tuning import (
        CreateFineTuningJobRequestIntegrationWandb as CreateFineTuningJobRequestIntegrationWandb,
    )
    from .fine_tuning import (
        DeleteFineTuningCheckpointPermissionResponse as DeleteFineTuningCheckpointPermissionResponse,
    )
    from .fine_tuning import (
        FineTuneDPOHyperparameters as FineTuneDPOHyperparameters,
    )
    from .fine_tuning import (
        FineTuneDPOHyperparametersBatchSize as FineTuneDPOHyperparametersBatchSize,
    )
    from .fine_tuning import (
        FineTuneDPOHyperparametersBeta as FineTuneDPOHyperparametersBeta,
    )
    from .fine_tuning import (
        FineTuneDPOHyperparametersLearningRateMultiplier as FineTuneDPOHyperparametersLearningRateMultiplier,
    )
    from .fine_tuning import (
        FineTuneDPOHyperparametersNEpochs as FineTuneDPOHyperparametersNEpochs,
    )
    from .fine_tuning import (
        FineTuneDPOMethod as FineTuneDPOMethod,
    )
    from .fine_tuning import (
        FineTuneMethod as FineTuneMethod,
    )
    from .fine_tuning import (
        FineTuneReinforcementHyperparameters as FineTuneReinforcementHyperparameters,
    )
    from .fine_tuning import (
        FineTuneReinforcementHyperparametersBatchSize as FineTuneReinforcementHyperparametersBatchSize,
    )
    from .fine_tuning import (
        FineTuneReinforcementHyperparametersComputeMultiplier as FineTuneReinforcementHyperparametersComputeMultiplier,
    )
    from .fine_tuning import (
        FineTuneReinforcementHyperparametersEvalInterval as FineTuneReinforcementHyperparametersEvalInterval,
    )
    from .fine_tuning import (
        FineTuneReinforcementHyperparametersEvalSamples as FineTuneReinforcementHyperparametersEvalSamples,
    )
    from .fine_tuning import (
        FineTuneReinforcementHyperparametersLearningRateMultiplier as FineTuneReinforcementHyperparametersLearningRateMultiplier,
    )
    from .fine_tuning import (
        FineTuneReinforcementHyperparametersNEpochs as FineTuneReinforcementHyperparametersNEpochs,
    )
    from .fine_tuning import (
        FineTuneReinforcementMethod as FineTuneReinforcementMethod,
    )
    from .fine_tuning import (
        FineTuneSupervisedHyperparameters as FineTuneSupervisedHyperparameters,
    )
    from .fine_tuning import (
        FineTuneSupervisedHyperparametersBatchSize as FineTuneSupervisedHyperparametersBatchSize,
    )
    from .fine_tuning import (
        FineTuneSupervisedHyperparametersLearningRateMultiplier as FineTuneSupervisedHyperparametersLearningRateMultiplier,
    )
    from .fine_tuning import (
        FineTuneSupervisedHyperparametersNEpochs as FineTuneSupervisedHyperparametersNEpochs,
    )
    from .fine_tuning import (
        FineTuneSupervisedMethod as FineTuneSupervisedMethod,
    )
    from .fine_tuning import (
        FineTuningCheckpointPermission as FineTuningCheckpointPermission,
    )
    from .fine_tuning import (
        FineTuningIntegration as FineTuningIntegration,
    )
    from .fine_tuning import (
        FineTuningIntegrationWandb as FineTuningIntegrationWandb,
    )
    from .fine_tuning import (
        FineTuningJob as FineTuningJob,
    )
    from .fine_tuning import (
        FineTuningJobCheckpoint as FineTuningJobCheckpoint,
    )
    from .fine_tuning import (
        FineTuningJobCheckpointMetrics as FineTuningJobCheckpointMetrics,
    )
    from .fine_tuning import (
        FineTuningJobError as FineTuningJobError,
    )
    from .fine_tuning import (
        FineTuningJobEvent as FineTuningJobEvent,
    )
    from .fine_tuning import (
        FineTuningJobHyperparameters as FineTuningJobHyperparameters,
    )
    from .fine_tuning import (
        FineTuningJobHyperparametersBatchSize as FineTuningJobHyperparametersBatchSize,
    )
    from .fine_tuning import (
        FineTuningJobHyperparametersLearningRateMultiplier as FineTuningJobHyperparametersLearningRateMultiplier,
    )
    from .fine_tuning import (
        FineTuningJobHyperparametersNEpochs as FineTuningJobHyperparametersNEpochs,
    )
    from .fine_tuning import (
        FineTuningJobIntegrations as FineTuningJobIntegrations,
    )
    from .fine_tuning import (
        GraderMulti as GraderMulti,
    )
    from .fine_tuning import (
        ListFineTuningCheckpointPermissionResponse as ListFineTuningCheckpointPermissionResponse,
    )
    from .fine_tuning import (
        ListFineTuningJobCheckpointsResponse as ListFineTuningJobCheckpointsResponse,
    )
    from .fine_tuning import (
        ListFineTuningJobEventsResponse as ListFineTuningJobEventsResponse,
    )
    from .fine_tuning import (
        ListPaginatedFineTuningJobsResponse as ListPaginatedFineTuningJobsResponse,
    )
    from .fine_tuning import (
        RunGraderRequest as RunGraderRequest,
    )
    from .fine_tuning import (
        RunGraderResponse as RunGraderResponse,
    )
    from .fine_tuning import (
        RunGraderResponseMetadata as RunGraderResponseMetadata,
    )
    from .fine_tuning import (
        RunGraderResponseMetadataErrors as RunGraderResponseMetadataErrors,
    )
    from .fine_tuning import (
        ValidateGraderRequest as ValidateGraderRequest,
    )
    from .fine_tuning import (
        ValidateGraderResponse as ValidateGraderResponse,
    )
    from .group_organization_role_assignments_and_project_group_role_assignments import (
        Group as Group,
    )
    from .group_organization_role_assignments_and_project_group_role_assignments import (
        GroupRoleAssignment as GroupRoleAssignment,
    )
    from .group_users import (
        CreateGroupUserBody as CreateGroupUserBody,
    )
    from .group_users import (
        GroupMemberUser as GroupMemberUser,
    )
    from .group_users import (
        GroupUser as GroupUser,
    )
    from .group_users import (
        GroupUserAssignment as GroupUserAssignment,
    )
    from .group_users import (
        GroupUserDeletedResource as GroupUserDeletedResource,
    )
    from .group_users import (
        UserListResource as UserListResource,
    )
    from .groups import (
        CreateGroupBody as CreateGroupBody,
    )
    from .groups import (
        GroupDeletedResource as GroupDeletedResource,
    )
    from .groups import (
        GroupListResource as GroupListResource,
    )
    from .groups import (
        GroupResourceWithSuccess as GroupResourceWithSuccess,
    )
    from .groups import (
        GroupResponse as GroupResponse,
    )
    from .groups import (
        UpdateGroupBody as UpdateGroupBody,
    )
    from .hosted_tools import (
        HostedToolPermission as HostedToolPermission,
    )
    from .hosted_tools import (
        HostedToolPermissionUpdate as HostedToolPermissionUpdate,
    )
    from .hosted_tools import (
        ProjectHostedToolPermissions as ProjectHostedToolPermissions,
    )
    from .hosted_tools import (
        ProjectHostedToolPermissionsUpdateRequest as ProjectHostedToolPermissionsUpdateRequest,
    )
    from .images import (
        CreateImageEditRequest as CreateImageEditRequest,
    )
    from .images import (
        CreateImageEditRequestImage as CreateImageEditRequestImage,
    )
    from .images import (
        CreateImageRequest as CreateImageRequest,
    )
    from .images import (
        CreateImageVariationRequest as CreateImageVariationRequest,
    )
    from .images import (
        EditImageBodyJsonParam as EditImageBodyJsonParam,
    )
    from .images import (
        EditImageBodyJsonParamN as EditImageBodyJsonParamN,
    )
    from .images import (
        EditImageBodyJsonParamOutputCompression as EditImageBodyJsonParamOutputCompression,
    )
    from .images import (
        Image as Image,
    )
    from .images import (
        ImageEditCompletedEvent as ImageEditCompletedEvent,
    )
    from .images import (
        ImageEditPartialImageEvent as ImageEditPartialImageEvent,
    )
    from .images import (
        ImageEditStreamEvent as ImageEditStreamEvent,
    )
    from .images import (
        ImageGenCompletedEvent as ImageGenCompletedEvent,
    )
    from .images import (
        ImageGenInputUsageDetails as ImageGenInputUsageDetails,
    )
    from .images import (
        ImageGenOutputTokensDetails as ImageGenOutputTokensDetails,
    )
    from .images import (
        ImageGenPartialImageEvent as ImageGenPartialImageEvent,
    )
    from .images import (
        ImageGenStreamEvent as ImageGenStreamEvent,
    )
    from .images import (
        ImageGenUsage as ImageGenUsage,
    )
    from .images import (
        ImageRefParam as ImageRefParam,
    )
    from .images import (
        ImageRefParamImageRefParam as ImageRefParamImageRefParam,
    )
    from .images import (
        ImageRefParamImageRefParam1 as ImageRefParamImageRefParam1,
    )
    from .images import (
        ImagesResponse as ImagesResponse,
    )
    from .images import (
        ImagesUsage as ImagesUsage,
    )
    from .images import (
        ImagesUsageInputTokensDetails as ImagesUsageInputTokensDetails,
    )
    from .images import (
        PartialImages as PartialImages,
    )
    from .images import (
        PartialImagesPartialImages as PartialImagesPartialImages,
    )
    from .invites import (
        Invite as Invite,
    )
    from .invites import (
        InviteDeleteResponse as InviteDeleteResponse,
    )
    from .invites import (
        InviteListResponse as InviteListResponse,
    )
    from .invites import (
        InviteProject as InviteProject,
    )
    from .invites import (
        InviteRequest as InviteRequest,
    )
    from .invites import (
        InviteRequestProject as InviteRequestProject,
    )
    from .models import (
        DeleteModelResponse as DeleteModelResponse,
    )
    from .models import (
        ListModelsResponse as ListModelsResponse,
    )
    from .models import (
        Model as Model,
    )
    from .moderations import (
        CreateModerationRequest as CreateModerationRequest,
    )
    from .moderations import (
        CreateModerationRequestInputImageUrl as CreateModerationRequestInputImageUrl,
    )
    from .moderations import (
        CreateModerationRequestInputImageUrlImageUrl as CreateModerationRequestInputImageUrlImageUrl,
    )
    from .moderations import (
        CreateModerationRequestInputText as CreateModerationRequestInputText,
    )
    from .moderations import (
        CreateModerationResponse as CreateModerationResponse,
    )
    from .moderations import (
        CreateModerationResponseResult as CreateModerationResponseResult,
    )
    from .moderations import (
        CreateModerationResponseResultCategories as CreateModerationResponseResultCategories,
    )
    from .moderations import (
        CreateModerationResponseResultCategoryAppliedInputTypes as CreateModerationResponseResultCategoryAppliedInputTypes,
    )
    from .moderations import (
        CreateModerationResponseResultCategoryScores as CreateModerationResponseResultCategoryScores,
    )
    from .project_groups import (
        InviteProjectGroupBody as InviteProjectGroupBody,
    )
    from .project_groups import (
        ProjectGroup as ProjectGroup,
    )
    from .project_groups import (
        ProjectGroupDeletedResource as ProjectGroupDeletedResource,
    )
    from .project_groups import (
        ProjectGroupListResource as ProjectGroupListResource,
    )
    from .project_user_role_assignments_and_user_organization_role_assignments import (
        UserRoleAssignment as UserRoleAssignment,
    )
    from .project_user_role_assignments_and_user_organization_role_assignments_and_users import (
        User as User,
    )
    from .project_user_role_assignments_and_user_organization_role_assignments_and_users import (
        UserProjectsList as UserProjectsList,
    )
    from .project_user_role_assignments_and_user_organization_role_assignments_and_users import (
        UserProjectsListDatum as UserProjectsListDatum,
    )
    from .project_user_role_assignments_and_user_organization_role_assignments_and_users import (
        UserUser as UserUser,
    )
    from .projects import (
        CreateProjectServiceAccountApiKeyBody as CreateProjectServiceAccountApiKeyBody,
    )
    from .projects import (
        Project as Project,
    )
    from .projects import (
        ProjectApiKey as ProjectApiKey,
    )
    from .projects import (
        ProjectApiKeyDeleteResponse as ProjectApiKeyDeleteResponse,
    )
    from .projects import (
        ProjectApiKeyListResponse as ProjectApiKeyListResponse,
    )
    from .projects import (
        ProjectApiKeyOwner as ProjectApiKeyOwner,
    )
    from .projects import (
        ProjectApiKeyOwnerServiceAccount as ProjectApiKeyOwnerServiceAccount,
    )
    from .projects import (
        ProjectApiKeyOwnerUser as ProjectApiKeyOwnerUser,
    )
    from .projects import (
        ProjectCreateRequest as ProjectCreateRequest,
    )
    from .projects import (
        ProjectListResponse as ProjectListResponse,
    )
    from .projects import (
        ProjectModelPermissions as ProjectModelPermissions,
    )
    from .projects import (
        ProjectModelPermissionsDeleteResponse as ProjectModelPermissionsDeleteResponse,
    )
    from .projects import (
        ProjectModelPermissionsUpdateRequest as ProjectModelPermissionsUpdateRequest,
    )
    from .projects import (
        ProjectRateLimit as ProjectRateLimit,
    )
    from .projects import (
        ProjectRateLimitListResponse as ProjectRateLimitListResponse,
    )
    from .projects import (
        ProjectRateLimitUpdateRequest as ProjectRateLimitUpdateRequest,
    )
    from .projects import (
        ProjectServiceAccount as ProjectServiceAccount,
    )
    from .projects import (
        ProjectServiceAccountApiKey as ProjectServiceAccountApiKey,
    )
    from .projects import (
        ProjectServiceAccountCreateRequest as ProjectServiceAccountCreateRequest,
    )
    from .projects import (
        ProjectServiceAccountCreateResponse as ProjectServiceAccountCreateResponse,
    )
    from .projects import (
        ProjectServiceAccountDeleteResponse as ProjectServiceAccountDeleteResponse,
    )
    from .projects import (
        ProjectServiceAccountListResponse as ProjectServiceAccountListResponse,
    )
    from .projects import (
        ProjectUpdateRequest as ProjectUpdateRequest,
    )
    from .projects import (
        ProjectUser as ProjectUser,
    )
    from .projects import (
        ProjectUserCreateRequest as ProjectUserCreateRequest,
    )
    from .projects import (
        ProjectUserDeleteResponse as ProjectUserDeleteResponse,
    )
    from .projects import (
        ProjectUserListResponse as ProjectUserListResponse,
    )
    from .projects import (
        ProjectUserUpdateRequest as ProjectUserUpdateRequest,
    )
    from .projects import (
        PublicProjectResidency as PublicProjectResidency,
    )
    from .projects import (
        ServiceAccountApiKeyBody as ServiceAccountApiKeyBody,
    )
    from .projects import (
        UpdateProjectServiceAccountBody as UpdateProjectServiceAccountBody,
    )
    from .realtime import (
        AudioTranscription as AudioTranscription,
    )
    from .realtime import (
        AudioTranscriptionResponse as AudioTranscriptionResponse,
    )
    from .realtime import (
        NoiseReductionType as NoiseReductionType,
    )
    from .realtime import (
        RealtimeAudioFormats as RealtimeAudioFormats,
    )
    from .realtime import (
        RealtimeAudioFormatsRealtimeAudioFormatsAudioPcm as RealtimeAudioFormatsRealtimeAudioFormatsAudioPcm,
    )
    from .realtime import (
        RealtimeAudioFormatsRealtimeAudioFormatsAudioPcma as RealtimeAudioFormatsRealtimeAudioFormatsAudioPcma,
    )
    from .realtime import (
        RealtimeAudioFormatsRealtimeAudioFormatsAudioPcmu as RealtimeAudioFormatsRealtimeAudioFormatsAudioPcmu,
    )
    from .realtime import (
        RealtimeCallCreateRequest as RealtimeCallCreateRequest,
    )
    from .realtime import (
        RealtimeCallReferRequest as RealtimeCallReferRequest,
    )
    from .realtime import (
        RealtimeCallRejectRequest as RealtimeCallRejectRequest,
    )
    from .realtime import (
        RealtimeCreateClientSecretRequest as RealtimeCreateClientSecretRequest,
    )
    from .realtime import (
        RealtimeCreateClientSecretRequestExpiresAfter as RealtimeCreateClientSecretRequestExpiresAfter,
    )
    from .realtime import (
        RealtimeCreateClientSecretResponse as RealtimeCreateClientSecretResponse,
    )
    from .realtime import (
        RealtimeFunctionTool as RealtimeFunctionTool,
    )
    from .realtime import (
        RealtimeReasoning as RealtimeReasoning,
    )
    from .realtime import (
        RealtimeReasoningEffort as RealtimeReasoningEffort,
    )
    from .realtime import (
        RealtimeSessionCreateRequest as RealtimeSessionCreateRequest,
    )
    from .realtime import (
        RealtimeSessionCreateRequestClientSecret as RealtimeSessionCreateRequestClientSecret,
    )
    from .realtime import (
        RealtimeSessionCreateRequestGA as RealtimeSessionCreateRequestGA,
    )
    from .realtime import (
        RealtimeSessionCreateRequestGAAudio as RealtimeSessionCreateRequestGAAudio,
    )
    from .realtime import (
        RealtimeSessionCreateRequestGAAudioInput as RealtimeSessionCreateRequestGAAudioInput,
    )
    from .realtime import (
        RealtimeSessionCreateRequestGAAudioInputNoiseReduction as RealtimeSessionCreateRequestGAAudioInputNoiseReduction,
    )
    from .realtime import (
        RealtimeSessionCreateRequestGAAudioOutput as RealtimeSessionCreateRequestGAAudioOutput,
    )
    from .realtime import (
        RealtimeSessionCreateRequestGATracing as RealtimeSessionCreateRequestGATracing,
    )
    from .realtime import (
        RealtimeSessionCreateRequestInputAudioTranscription as RealtimeSessionCreateRequestInputAudioTranscription,
    )
    from .realtime import (
        RealtimeSessionCreateRequestTool as RealtimeSessionCreateRequestTool,
    )
    from .realtime import (
        RealtimeSessionCreateRequestTracing as RealtimeSessionCreateRequestTracing,
    )
    from .realtime import (
        RealtimeSessionCreateRequestTurnDetection as RealtimeSessionCreateRequestTurnDetection,
    )
    from .realtime import (
        RealtimeSessionCreateResponse as RealtimeSessionCreateResponse,
    )
    from .realtime import (
        RealtimeSessionCreateResponseAudio as RealtimeSessionCreateResponseAudio,
    )
    from .realtime import (
        RealtimeSessionCreateResponseAudioInput as RealtimeSessionCreateResponseAudioInput,
    )
    from .realtime import (
        RealtimeSessionCreateResponseAudioInputNoiseReduction as RealtimeSessionCreateResponseAudioInputNoiseReduction,
    )
    from .realtime import (
        RealtimeSessionCreateResponseAudioInputTurnDetection as RealtimeSessionCreateResponseAudioInputTurnDetection,
    )
    from .realtime import (
        RealtimeSessionCreateResponseAudioOutput as RealtimeSessionCreateResponseAudioOutput,
    )
    from .realtime import (
        RealtimeSessionCreateResponseGA as RealtimeSessionCreateResponseGA,
    )
    from .realtime import (
        RealtimeSessionCreateResponseGAAudio as RealtimeSessionCreateResponseGAAudio,
    )
    from .realtime import (
        RealtimeSessionCreateResponseGAAudioInput as RealtimeSessionCreateResponseGAAudioInput,
    )
    from .realtime import (
        RealtimeSessionCreateResponseGAAudioInputNoiseReduction as RealtimeSessionCreateResponseGAAudioInputNoiseReduction,
    )
    from .realtime import (
        RealtimeSessionCreateResponseGAAudioOutput as RealtimeSessionCreateResponseGAAudioOutput,
    )
    from .realtime import (
        RealtimeSessionCreateResponseGATracing as RealtimeSessionCreateResponseGATracing,
    )
    from .realtime import (
        RealtimeSessionCreateResponseTracing as RealtimeSessionCreateResponseTracing,
    )
    from .realtime import (
        RealtimeSessionCreateResponseTurnDetection as RealtimeSessionCreateResponseTurnDetection,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateRequest as RealtimeTranscriptionSessionCreateRequest,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateRequestGA as RealtimeTranscriptionSessionCreateRequestGA,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateRequestGAAudio as RealtimeTranscriptionSessionCreateRequestGAAudio,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateRequestGAAudioInput as RealtimeTranscriptionSessionCreateRequestGAAudioInput,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateRequestGAAudioInputNoiseReduction as RealtimeTranscriptionSessionCreateRequestGAAudioInputNoiseReduction,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateRequestInputAudioNoiseReduction as RealtimeTranscriptionSessionCreateRequestInputAudioNoiseReduction,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateRequestTurnDetection as RealtimeTranscriptionSessionCreateRequestTurnDetection,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateResponse as RealtimeTranscriptionSessionCreateResponse,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateResponseClientSecret as RealtimeTranscriptionSessionCreateResponseClientSecret,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateResponseGA as RealtimeTranscriptionSessionCreateResponseGA,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateResponseGAAudio as RealtimeTranscriptionSessionCreateResponseGAAudio,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateResponseGAAudioInput as RealtimeTranscriptionSessionCreateResponseGAAudioInput,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateResponseGAAudioInputNoiseReduction as RealtimeTranscriptionSessionCreateResponseGAAudioInputNoiseReduction,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateResponseGAAudioInputTurnDetection as RealtimeTranscriptionSessionCreateResponseGAAudioInputTurnDetection,
    )
    from .realtime import (
        RealtimeTranscriptionSessionCreateResponseTurnDetection as RealtimeTranscriptionSessionCreateResponseTurnDetection,
    )
    from .realtime import (
        RealtimeTranslationClientSecretCreateRequest as RealtimeTranslationClientSecretCreateRequest,
    )
    from .realtime import (
        RealtimeTranslationClientSecretCreateRequestExpiresAfter as RealtimeTranslationClientSecretCreateRequestExpiresAfter,
    )
    from .realtime import (
        RealtimeTranslationClientSecretCreateResponse as RealtimeTranslationClientSecretCreateResponse,
    )
    from .realtime import (
        RealtimeTranslationSession as RealtimeTranslationSession,
    )
    from .realtime import (
        RealtimeTranslationSessionAudio as RealtimeTranslationSessionAudio,
    )
    from .realtime import (
        RealtimeTranslationSessionAudioInput as RealtimeTranslationSessionAudioInput,
    )
    from .realtime import (
        RealtimeTranslationSessionAudioInputNoiseReduction as RealtimeTranslationSessionAudioInputNoiseReduction,
    )
    from .realtime import (
        RealtimeTranslationSessionAudioInputTranscription as RealtimeTranslationSessionAudioInputTranscription,
    )
    from .realtime import (
        RealtimeTranslationSessionAudioOutput as RealtimeTranslationSessionAudioOutput,
    )
    from .realtime import (
        RealtimeTranslationSessionCreateRequest as RealtimeTranslationSessionCreateRequest,
    )
    from .realtime import (
        RealtimeTranslationSessionCreateRequestAudio as RealtimeTranslationSessionCreateRequestAudio,
    )
    from .realtime import (
        RealtimeTranslationSessionCreateRequestAudioInput as RealtimeTranslationSessionCreateRequestAudioInput,
    )
    from .realtime import (
        RealtimeTranslationSessionCreateRequestAudioInputNoiseReduction as RealtimeTranslationSessionCreateRequestAudioInputNoiseReduction,
    )
    from .realtime import (
        RealtimeTranslationSessionCreateRequestAudioInputTranscription as RealtimeTranslationSessionCreateRequestAudioInputTranscription,
    )
    from .realtime import (
        RealtimeTranslationSessionCreateRequestAudioOutput as RealtimeTranslationSessionCreateRequestAudioOutput,
    )
    from .realtime import (
        RealtimeTruncation as RealtimeTruncation,
    )
    from .realtime import (
        RealtimeTruncationRealtimeTruncationRetentionRatio as RealtimeTruncationRealtimeTruncationRetentionRatio,
    )
    from .realtime import (
        RealtimeTruncationRealtimeTruncationRetentionRatioTokenLimits as RealtimeTruncationRealtimeTruncationRetentionRatioTokenLimits,
    )
    from .realtime import (
        RealtimeTurnDetection as RealtimeTurnDetection,
    )
    from .realtime import (
        RealtimeTurnDetectionRealtimeTurnDetectionSemanticVad as RealtimeTurnDetectionRealtimeTurnDetectionSemanticVad,
    )
    from .realtime import (
        RealtimeTurnDetectionRealtimeTurnDetectionServerVad as RealtimeTurnDetectionRealtimeTurnDetectionServerVad,
    )
    from .realtime import (
        RealtimeTurnDetectionRealtimeTurnDetectionServerVadIdleTimeoutMs as RealtimeTurnDetectionRealtimeTurnDetectionServerVadIdleTimeoutMs,
    )
    from .realtime_and_responses import (
        Prompt as Prompt,
    )
    from .realtime_and_responses import (
        PromptPrompt as PromptPrompt,
    )
    from .realtime_and_responses import (
        ResponsePromptVariables as ResponsePromptVariables,
    )
    from .realtime_and_responses import (
        ToolChoiceFunction as ToolChoiceFunction,
    )
    from .realtime_and_responses import (
        ToolChoiceMCP as ToolChoiceMCP,
    )
    from .realtime_and_responses import (
        ToolChoiceOptions as ToolChoiceOptions,
    )
    from .responses import (
        BetaAdditionalTools as BetaAdditionalTools,
    )
    from .responses import (
        BetaAdditionalToolsItemParam as BetaAdditionalToolsItemParam,
    )
    from .responses import (
        BetaAgentMessage as BetaAgentMessage,
    )
    from .responses import (
        BetaAgentMessageContent as BetaAgentMessageContent,
    )
    from .responses import (
        BetaAgentMessageItemParam as BetaAgentMessageItemParam,
    )
    from .responses import (
        BetaAgentMessageItemParamContent as BetaAgentMessageItemParamContent,
    )
    from .responses import (
        BetaAgentTag as BetaAgentTag,
    )
    from .responses import (
        BetaAgentTagParam as BetaAgentTagParam,
    )
    from .responses import (
        BetaApplyPatchToolCall as BetaApplyPatchToolCall,
    )
    from .responses import (
        BetaApplyPatchToolCallItemParam as BetaApplyPatchToolCallItemParam,
    )
    from .responses import (
        BetaApplyPatchToolCallOutput as BetaApplyPatchToolCallOutput,
    )
    from .responses import (
        BetaApplyPatchToolCallOutputItemParam as BetaApplyPatchToolCallOutputItemParam,
    )
    from .responses import (
        BetaCodeInterpreterToolCall as BetaCodeInterpreterToolCall,
    )
    from .responses import (
        BetaCompactionBody as BetaCompactionBody,
    )
    from .responses import (
        BetaCompactionSummaryItemParam as BetaCompactionSummaryItemParam,
    )
    from .responses import (
        BetaCompactionTriggerItemParam as BetaCompactionTriggerItemParam,
    )
    from .responses import (
        BetaCompactResource as BetaCompactResource,
    )
    from .responses import (
        BetaCompactResponseMethodPublicBody as BetaCompactResponseMethodPublicBody,
    )
    from .responses import (
        BetaComputerCallOutputItemParam as BetaComputerCallOutputItemParam,
    )
    from .responses import (
        BetaComputerToolCall as BetaComputerToolCall,
    )
    from .responses import (
        BetaComputerToolCallOutputResource as BetaComputerToolCallOutputResource,
    )
    from .responses import (
        BetaCreateResponse as BetaCreateResponse,
    )
    from .responses import (
        BetaCreateResponseContextManagement as BetaCreateResponseContextManagement,
    )
    from .responses import (
        BetaCreateResponseMaxOutputTokens as BetaCreateResponseMaxOutputTokens,
    )
    from .responses import (
        BetaCustomToolCall as BetaCustomToolCall,
    )
    from .responses import (
        BetaCustomToolCallOutput as BetaCustomToolCallOutput,
    )
    from .responses import (
        BetaCustomToolCallOutputResource as BetaCustomToolCallOutputResource,
    )
    from .responses import (
        BetaCustomToolCallResource as BetaCustomToolCallResource,
    )
    from .responses import (
        BetaEncryptedContent as BetaEncryptedContent,
    )
    from .responses import (
        BetaEncryptedContentParam as BetaEncryptedContentParam,
    )
    from .responses import (
        BetaFileSearchTool as BetaFileSearchTool,
    )
    from .responses import (
        BetaFileSearchToolCall as BetaFileSearchToolCall,
    )
    from .responses import (
        BetaFilters as BetaFilters,
    )
    from .responses import (
        BetaFunctionCallOutputItemParam as BetaFunctionCallOutputItemParam,
    )
    from .responses import (
        BetaFunctionShellCall as BetaFunctionShellCall,
    )
    from .responses import (
        BetaFunctionShellCallItemParam as BetaFunctionShellCallItemParam,
    )
    from .responses import (
        BetaFunctionShellCallOutput as BetaFunctionShellCallOutput,
    )
    from .responses import (
        BetaFunctionShellCallOutputItemParam as BetaFunctionShellCallOutputItemParam,
    )
    from .responses import (
        BetaFunctionToolCall as BetaFunctionToolCall,
    )
    from .responses import (
        BetaFunctionToolCallOutput as BetaFunctionToolCallOutput,
    )
    from .responses import (
        BetaFunctionToolCallOutputResource as BetaFunctionToolCallOutputResource,
    )
    from .responses import (
        BetaFunctionToolCallResource as BetaFunctionToolCallResource,
    )
    from .responses import (
        BetaImageGenToolCall as BetaImageGenToolCall,
    )
    from .responses import (
        BetaInputItem as BetaInputItem,
    )
    from .responses import (
        BetaInputMessage as BetaInputMessage,
    )
    from .responses import (
        BetaInputMessageResource as BetaInputMessageResource,
    )
    from .responses import (
        BetaInputParam as BetaInputParam,
    )
    from .responses import (
        BetaItemField as BetaItemField,
    )
    from .responses import (
        BetaItemReferenceParam as BetaItemReferenceParam,
    )
    from .responses import (
        BetaItemResource as BetaItemResource,
    )
    from .responses import (
        BetaLocalShellToolCall as BetaLocalShellToolCall,
    )
    from .responses import (
        BetaLocalShellToolCallOutput as BetaLocalShellToolCallOutput,
    )
    from .responses import (
        BetaMCPApprovalRequest as BetaMCPApprovalRequest,
    )
    from .responses import (
        BetaMCPApprovalResponse as BetaMCPApprovalResponse,
    )
    from .responses import (
        BetaMCPApprovalResponseResource as BetaMCPApprovalResponseResource,
    )
    from .responses import (
        BetaMCPListTools as BetaMCPListTools,
    )
    from .responses import (
        BetaMCPToolCall as BetaMCPToolCall,
    )
    from .responses import (
        BetaMessage as BetaMessage,
    )
    from .responses import (
        BetaMessageContent as BetaMessageContent,
    )
    from .responses import (
        BetaMultiAgentAction as BetaMultiAgentAction,
    )
    from .responses import (
        BetaMultiAgentAction1 as BetaMultiAgentAction1,
    )
    from .responses import (
        BetaMultiAgentCall as BetaMultiAgentCall,
    )
    from .responses import (
        BetaMultiAgentCallItemParam as BetaMultiAgentCallItemParam,
    )
    from .responses import (
        BetaMultiAgentCallOutput as BetaMultiAgentCallOutput,
    )
    from .responses import (
        BetaMultiAgentCallOutputItemParam as BetaMultiAgentCallOutputItemParam,
    )
    from .responses import (
        BetaMultiAgentParam as BetaMultiAgentParam,
    )
    from .responses import (
        BetaOutputItem as BetaOutputItem,
    )
    from .responses import (
        BetaOutputMessage as BetaOutputMessage,
    )
    from .responses import (
        BetaOutputTextContentParam as BetaOutputTextContentParam,
    )
    from .responses import (
        BetaOutputTextContentParamAnnotations as BetaOutputTextContentParamAnnotations,
    )
    from .responses import (
        BetaProgram as BetaProgram,
    )
    from .responses import (
        BetaProgramItemParam as BetaProgramItemParam,
    )
    from .responses import (
        BetaProgramOutput as BetaProgramOutput,
    )
    from .responses import (
        BetaProgramOutputItemParam as BetaProgramOutputItemParam,
    )
    from .responses import (
        BetaReasoningItem as BetaReasoningItem,
    )
    from .responses import (
        BetaResponse as BetaResponse,
    )
    from .responses import (
        BetaResponseAudioDeltaEvent as BetaResponseAudioDeltaEvent,
    )
    from .responses import (
        BetaResponseAudioDoneEvent as BetaResponseAudioDoneEvent,
    )
    from .responses import (
        BetaResponseAudioTranscriptDeltaEvent as BetaResponseAudioTranscriptDeltaEvent,
    )
    from .responses import (
        BetaResponseAudioTranscriptDoneEvent as BetaResponseAudioTranscriptDoneEvent,
    )
    from .responses import (
        BetaResponseCodeInterpreterCallCodeDeltaEvent as BetaResponseCodeInterpreterCallCodeDeltaEvent,
    )
    from .responses import (
        BetaResponseCodeInterpreterCallCodeDoneEvent as BetaResponseCodeInterpreterCallCodeDoneEvent,
    )
    from .responses import (
        BetaResponseCodeInterpreterCallCompletedEvent as BetaResponseCodeInterpreterCallCompletedEvent,
    )
    from .responses import (
        BetaResponseCodeInterpreterCallInProgressEvent as BetaResponseCodeInterpreterCallInProgressEvent,
    )
    from .responses import (
        BetaResponseCodeInterpreterCallInterpretingEvent as BetaResponseCodeInterpreterCallInterpretingEvent,
    )
    from .responses import (
        BetaResponseCompletedEvent as BetaResponseCompletedEvent,
    )
    from .responses import (
        BetaResponseContentPartAddedEvent as BetaResponseContentPartAddedEvent,
    )
    from .responses import (
        BetaResponseContentPartDoneEvent as BetaResponseContentPartDoneEvent,
    )
    from .responses import (
        BetaResponseCreatedEvent as BetaResponseCreatedEvent,
    )
    from .responses import (
        BetaResponseCustomToolCallInputDeltaEvent as BetaResponseCustomToolCallInputDeltaEvent,
    )
    from .responses import (
        BetaResponseCustomToolCallInputDoneEvent as BetaResponseCustomToolCallInputDoneEvent,
    )
    from .responses import (
        BetaResponseErrorEvent as BetaResponseErrorEvent,
    )
    from .responses import (
        BetaResponseFailedEvent as BetaResponseFailedEvent,
    )
    from .responses import (
        BetaResponseFileSearchCallCompletedEvent as BetaResponseFileSearchCallCompletedEvent,
    )
    from .responses import (
        BetaResponseFileSearchCallInProgressEvent as BetaResponseFileSearchCallInProgressEvent,
    )
    from .responses import (
        BetaResponseFileSearchCallSearchingEvent as BetaResponseFileSearchCallSearchingEvent,
    )
    from .responses import (
        BetaResponseFunctionCallArgumentsDeltaEvent as BetaResponseFunctionCallArgumentsDeltaEvent,
    )
    from .responses import (
        BetaResponseFunctionCallArgumentsDoneEvent as BetaResponseFunctionCallArgumentsDoneEvent,
    )
    from .responses import (
        BetaResponseImageGenCallCompletedEvent as BetaResponseImageGenCallCompletedEvent,
    )
    from .responses import (
        BetaResponseImageGenCallGeneratingEvent as BetaResponseImageGenCallGeneratingEvent,
    )
    from .responses import (
        BetaResponseImageGenCallInProgressEvent as BetaResponseImageGenCallInProgressEvent,
    )
    from .responses import (
        BetaResponseImageGenCallPartialImageEvent as BetaResponseImageGenCallPartialImageEvent,
    )
    from .responses import (
        BetaResponseIncompleteDetails as BetaResponseIncompleteDetails,
    )
    from .responses import (
        BetaResponseIncompleteEvent as BetaResponseIncompleteEvent,
    )
    from .responses import (
        BetaResponseInProgressEvent as BetaResponseInProgressEvent,
    )
    from .responses import (
        BetaResponseItemList as BetaResponseItemList,
    )
    from .responses import (
        BetaResponseMCPCallArgumentsDeltaEvent as BetaResponseMCPCallArgumentsDeltaEvent,
    )
    from .responses import (
        BetaResponseMCPCallArgumentsDoneEvent as BetaResponseMCPCallArgumentsDoneEvent,
    )
    from .responses import (
        BetaResponseMCPCallCompletedEvent as BetaResponseMCPCallCompletedEvent,
    )
    from .responses import (
        BetaResponseMCPCallFailedEvent as BetaResponseMCPCallFailedEvent,
    )
    from .responses import (
        BetaResponseMCPCallInProgressEvent as BetaResponseMCPCallInProgressEvent,
    )
    from .responses import (
        BetaResponseMCPListToolsCompletedEvent as BetaResponseMCPListToolsCompletedEvent,
    )
    from .responses import (
        BetaResponseMCPListToolsFailedEvent as BetaResponseMCPListToolsFailedEvent,
    )
    from .responses import (
        BetaResponseMCPListToolsInProgressEvent as BetaResponseMCPListToolsInProgressEvent,
    )
    from .responses import (
        BetaResponseOutputItemAddedEvent as BetaResponseOutputItemAddedEvent,
    )
    from .responses import (
        BetaResponseOutputItemDoneEvent as BetaResponseOutputItemDoneEvent,
    )
    from .responses import (
        BetaResponseOutputTextAnnotationAddedEvent as BetaResponseOutputTextAnnotationAddedEvent,
    )
    from .responses import (
        BetaResponseProperties as BetaResponseProperties,
    )
    from .responses import (
        BetaResponseQueuedEvent as BetaResponseQueuedEvent,
    )
    from .responses import (
        BetaResponseReasoningSummaryPartAddedEvent as BetaResponseReasoningSummaryPartAddedEvent,
    )
    from .responses import (
        BetaResponseReasoningSummaryPartDoneEvent as BetaResponseReasoningSummaryPartDoneEvent,
    )
    from .responses import (
        BetaResponseReasoningSummaryTextDeltaEvent as BetaResponseReasoningSummaryTextDeltaEvent,
    )
    from .responses import (
        BetaResponseReasoningSummaryTextDoneEvent as BetaResponseReasoningSummaryTextDoneEvent,
    )
    from .responses import (
        BetaResponseReasoningTextDeltaEvent as BetaResponseReasoningTextDeltaEvent,
    )
    from .responses import (
        BetaResponseReasoningTextDoneEvent as BetaResponseReasoningTextDoneEvent,
    )
    from .responses import (
        BetaResponseRefusalDeltaEvent as BetaResponseRefusalDeltaEvent,
    )
    from .responses import (
        BetaResponseRefusalDoneEvent as BetaResponseRefusalDoneEvent,
    )
    from .responses import (
        BetaResponseShellCallCommandAddedStreamingEvent as BetaResponseShellCallCommandAddedStreamingEvent,
    )
    from .responses import (
        BetaResponseShellCallCommandDeltaStreamingEvent as BetaResponseShellCallCommandDeltaStreamingEvent,
    )
    from .responses import (
        BetaResponseShellCallCommandDoneStreamingEvent as BetaResponseShellCallCommandDoneStreamingEvent,
    )
    from .responses import (
        BetaResponseShellCallOutputContentDeltaStreamingEvent as BetaResponseShellCallOutputContentDeltaStreamingEvent,
    )
    from .responses import (
        BetaResponseShellCallOutputContentDoneStreamingEvent as BetaResponseShellCallOutputContentDoneStreamingEvent,
    )
    from .responses import (
        BetaResponseStreamEvent as BetaResponseStreamEvent,
    )
    from .responses import (
        BetaResponseTextDeltaEvent as BetaResponseTextDeltaEvent,
    )
    from .responses import (
        BetaResponseTextDoneEvent as BetaResponseTextDoneEvent,
    )
    from .responses import (
        BetaResponseWebSearchCallCompletedEvent as BetaResponseWebSearchCallCompletedEvent,
    )
    from .responses import (
        BetaResponseWebSearchCallInProgressEvent as BetaResponseWebSearchCallInProgressEvent,
    )
    from .responses import (
        BetaResponseWebSearchCallSearchingEvent as BetaResponseWebSearchCallSearchingEvent,
    )
    from .responses import (
        BetaTokenCountsBody as BetaTokenCountsBody,
    )
    from .responses import (
        BetaTool as BetaTool,
    )
    from .responses import (
        BetaToolsArray as BetaToolsArray,
    )
    from .responses import (
        BetaToolSearchCall as BetaToolSearchCall,
    )
    from .responses import (
        BetaToolSearchCallItemParam as BetaToolSearchCallItemParam,
    )
    from .responses import (
        BetaToolSearchOutput as BetaToolSearchOutput,
    )
    from .responses import (
        BetaToolSearchOutputItemParam as BetaToolSearchOutputItemParam,
    )
    from .responses import (
        BetaWebSearchToolCall as BetaWebSearchToolCall,
    )
    from .responses import (
        CompactResource as CompactResource,
    )
    from .responses import (
        CompactResponseMethodPublicBody as CompactResponseMethodPublicBody,
    )
    from .responses import (
        CompactResponseMethodPublicBodyInput as CompactResponseMethodPublicBodyInput,
    )
    from .responses import (
        CompactResponseMethodPublicBodyPromptCacheKey as CompactResponseMethodPublicBodyPromptCacheKey,
    )
    from .responses import (
        ContainerFileCitationParam as ContainerFileCitationParam,
    )
    from .responses import (
        ContextManagement as ContextManagement,
    )
    from .responses import (
        ContextManagementParam as ContextManagementParam,
    )
    from .responses import (
        ContextManagementParamCompactThreshold as ContextManagementParamCompactThreshold,
    )
    from .responses import (
        ConversationParam as ConversationParam,
    )
    from .responses import (
        ConversationParam2 as ConversationParam2,
    )
    from .responses import (
        CreateModelResponseProperties as CreateModelResponseProperties,
    )
    from .responses import (
        CreateResponse as CreateResponse,
    )
    from .responses import (
        CustomToolCallOutputResource as CustomToolCallOutputResource,
    )
    from .responses import (
        CustomToolCallResource as CustomToolCallResource,
    )
    from .responses import (
        FileCitationParam as FileCitationParam,
    )
    from .responses import (
        FunctionToolCallOutput as FunctionToolCallOutput,
    )
    from .responses import (
        IncompleteDetails as IncompleteDetails,
    )
    from .responses import (
        InputMessageResource as InputMessageResource,
    )
    from .responses import (
        InputParam as InputParam,
    )
    from .responses import (
        ItemField as ItemField,
    )
    from .responses import (
        ItemResource as ItemResource,
    )
    from .responses import (
        MaxOutputTokens as MaxOutputTokens,
    )
    from .responses import (
        ModelIdsCompaction as ModelIdsCompaction,
    )
    from .responses import (
        ModelIdsResponses as ModelIdsResponses,
    )
    from .responses import (
        ModelResponseProperties as ModelResponseProperties,
    )
    from .responses import (
        ModelResponsePropertiesTopLogprobs as ModelResponsePropertiesTopLogprobs,
    )
    from .responses import (
        Moderation as Moderation,
    )
    from .responses import (
        ModerationErrorBody as ModerationErrorBody,
    )
    from .responses import (
        OutputContent as OutputContent,
    )
    from .responses import (
        OutputItem as OutputItem,
    )
    from .responses import (
        PersonalityEnum as PersonalityEnum,
    )
    from .responses import (
        PromptCacheOptions as PromptCacheOptions,
    )
    from .responses import (
        PromptCacheRetentionEnum as PromptCacheRetentionEnum,
    )
    from .responses import (
        Reasoning as Reasoning,
    )
    from .responses import (
        ReasoningModeEnum as ReasoningModeEnum,
    )
    from .responses import (
        Response as Response,
    )
    from .responses import (
        ResponseAudioDeltaEvent as ResponseAudioDeltaEvent,
    )
    from .responses import (
        ResponseAudioDoneEvent as ResponseAudioDoneEvent,
    )
    from .responses import (
        ResponseAudioTranscriptDeltaEvent as ResponseAudioTranscriptDeltaEvent,
    )
    from .responses import (
        ResponseAudioTranscriptDoneEvent as ResponseAudioTranscriptDoneEvent,
    )
    from .responses import (
        ResponseCodeInterpreterCallCodeDeltaEvent as ResponseCodeInterpreterCallCodeDeltaEvent,
    )
    from .responses import (
        ResponseCodeInterpreterCallCodeDoneEvent as ResponseCodeInterpreterCallCodeDoneEvent,
    )
    from .responses import (
        ResponseCodeInterpreterCallCompletedEvent as ResponseCodeInterpreterCallCompletedEvent,
    )
    from .responses import (
        ResponseCodeInterpreterCallInProgressEvent as ResponseCodeInterpreterCallInProgressEvent,
    )
    from .responses import (
        ResponseCodeInterpreterCallInterpretingEvent as ResponseCodeInterpreterCallInterpretingEvent,
    )
    from .responses import (
        ResponseCompletedEvent as ResponseCompletedEvent,
    )
    from .responses import (
        ResponseContentPartAddedEvent as ResponseContentPartAddedEvent,
    )
    from .responses import (
        ResponseContentPartDoneEvent as ResponseContentPartDoneEvent,
    )
    from .responses import (
        ResponseConversation as ResponseConversation,
    )
    from .responses import (
        ResponseCreatedEvent as ResponseCreatedEvent,
    )
    from .responses import (
        ResponseCustomToolCallInputDeltaEvent as ResponseCustomToolCallInputDeltaEvent,
    )
    from .responses import (
        ResponseCustomToolCallInputDoneEvent as ResponseCustomToolCallInputDoneEvent,
    )
    from .responses import (
        ResponseError as ResponseError,
    )
    from .responses import (
        ResponseErrorCode as ResponseErrorCode,
    )
    from .responses import (
        ResponseErrorEvent as ResponseErrorEvent,
    )
    from .responses import (
        ResponseErrorResponseError as ResponseErrorResponseError,
    )
    from .responses import (
        ResponseFailedEvent as ResponseFailedEvent,
    )
    from .responses import (
        ResponseFileSearchCallCompletedEvent as ResponseFileSearchCallCompletedEvent,
    )
    from .responses import (
        ResponseFileSearchCallInProgressEvent as ResponseFileSearchCallInProgressEvent,
    )
    from .responses import (
        ResponseFileSearchCallSearchingEvent as ResponseFileSearchCallSearchingEvent,
    )
    from .responses import (
        ResponseFunctionCallArgumentsDeltaEvent as ResponseFunctionCallArgumentsDeltaEvent,
    )
    from .responses import (
        ResponseFunctionCallArgumentsDoneEvent as ResponseFunctionCallArgumentsDoneEvent,
    )
    from .responses import (
        ResponseImageGenCallCompletedEvent as ResponseImageGenCallCompletedEvent,
    )
    from .responses import (
        ResponseImageGenCallGeneratingEvent as ResponseImageGenCallGeneratingEvent,
    )
    from .responses import (
        ResponseImageGenCallInProgressEvent as ResponseImageGenCallInProgressEvent,
    )
    from .responses import (
        ResponseImageGenCallPartialImageEvent as ResponseImageGenCallPartialImageEvent,
    )
    from .responses import (
        ResponseIncompleteEvent as ResponseIncompleteEvent,
    )
    from .responses import (
        ResponseInProgressEvent as ResponseInProgressEvent,
    )
    from .responses import (
        ResponseItemList as ResponseItemList,
    )
    from .responses import (
        ResponseLogProb as ResponseLogProb,
    )
    from .responses import (
        ResponseLogProbTopLogprob as ResponseLogProbTopLogprob,
    )
    from .responses import (
        ResponseMCPCallArgumentsDeltaEvent as ResponseMCPCallArgumentsDeltaEvent,
    )
    from .responses import (
        ResponseMCPCallArgumentsDoneEvent as ResponseMCPCallArgumentsDoneEvent,
    )
    from .responses import (
        ResponseMCPCallCompletedEvent as ResponseMCPCallCompletedEvent,
    )
    from .responses import (
        ResponseMCPCallFailedEvent as ResponseMCPCallFailedEvent,
    )
    from .responses import (
        ResponseMCPCallInProgressEvent as ResponseMCPCallInProgressEvent,
    )
    from .responses import (
        ResponseMCPListToolsCompletedEvent as ResponseMCPListToolsCompletedEvent,
    )
    from .responses import (
        ResponseMCPListToolsFailedEvent as ResponseMCPListToolsFailedEvent,
    )
    from .responses import (
        ResponseMCPListToolsInProgressEvent as ResponseMCPListToolsInProgressEvent,
    )
    from .responses import (
        ResponseOutputItemAddedEvent as ResponseOutputItemAddedEvent,
    )
    from .responses import (
        ResponseOutputItemDoneEvent as ResponseOutputItemDoneEvent,
    )
    from .responses import (
        ResponseOutputTextAnnotationAddedEvent as ResponseOutputTextAnnotationAddedEvent,
    )
    from .responses import (
        ResponseProperties as ResponseProperties,
    )
    from .responses import (
        ResponseQueuedEvent as ResponseQueuedEvent,
    )
    from .responses import (
        ResponseReasoningSummaryPartAddedEvent as ResponseReasoningSummaryPartAddedEvent,
    )
    from .responses import (
        ResponseReasoningSummaryPartAddedEventPart as ResponseReasoningSummaryPartAddedEventPart,
    )
    from .responses import (
        ResponseReasoningSummaryPartDoneEvent as ResponseReasoningSummaryPartDoneEvent,
    )
    from .responses import (
        ResponseReasoningSummaryPartDoneEventPart as ResponseReasoningSummaryPartDoneEventPart,
    )
    from .responses import (
        ResponseReasoningSummaryTextDeltaEvent as ResponseReasoningSummaryTextDeltaEvent,
    )
    from .responses import (
        ResponseReasoningSummaryTextDoneEvent as ResponseReasoningSummaryTextDoneEvent,
    )
    from .responses import (
        ResponseReasoningTextDeltaEvent as ResponseReasoningTextDeltaEvent,
    )
    from .responses import (
        ResponseReasoningTextDoneEvent as ResponseReasoningTextDoneEvent,
    )
    from .responses import (
        ResponseRefusalDeltaEvent as ResponseRefusalDeltaEvent,
    )
    from .responses import (
        ResponseRefusalDoneEvent as ResponseRefusalDoneEvent,
    )
    from .responses import (
        ResponseShellCallCommandAddedStreamingEvent as ResponseShellCallCommandAddedStreamingEvent,
    )
    from .responses import (
        ResponseShellCallCommandDeltaStreamingEvent as ResponseShellCallCommandDeltaStreamingEvent,
    )
    from .responses import (
        ResponseShellCallCommandDoneStreamingEvent as ResponseShellCallCommandDoneStreamingEvent,
    )
    from .responses import (
        ResponseShellCallOutputContentDeltaStreamingEvent as ResponseShellCallOutputContentDeltaStreamingEvent,
    )
    from .responses import (
        ResponseShellCallOutputContentDoneStreamingEvent as ResponseShellCallOutputContentDoneStreamingEvent,
    )
    from .responses import (
        ResponseStreamEvent as ResponseStreamEvent,
    )
    from .responses import (
        ResponseStreamOptions as ResponseStreamOptions,
    )
    from .responses import (
        ResponseStreamOptionsResponseStreamOptions as ResponseStreamOptionsResponseStreamOptions,
    )
    from .responses import (
        ResponseTextDeltaEvent as ResponseTextDeltaEvent,
    )
    from .responses import (
        ResponseTextDoneEvent as ResponseTextDoneEvent,
    )
    from .responses import (
        ResponseTextParam as ResponseTextParam,
    )
    from .responses import (
        ResponseUsage as ResponseUsage,
    )
    from .responses import (
        ResponseUsageInputTokensDetails as ResponseUsageInputTokensDetails,
    )
    from .responses import (
        ResponseUsageOutputTokensDetails as ResponseUsageOutputTokensDetails,
    )
    from .responses import (
        ResponseWebSearchCallCompletedEvent as ResponseWebSearchCallCompletedEvent,
    )
    from .responses import (
        ResponseWebSearchCallInProgressEvent as ResponseWebSearchCallInProgressEvent,
    )
    from .responses import (
        ResponseWebSearchCallSearchingEvent as ResponseWebSearchCallSearchingEvent,
    )
    from .responses import (
        ServiceTierEnum as ServiceTierEnum,
    )
    from .responses import (
        ServiceTierResponses as ServiceTierResponses,
    )
    from .responses import (
        ShellCallOutputDelta as ShellCallOutputDelta,
    )
    from .responses import (
        SpecificApplyPatchParam as SpecificApplyPatchParam,
    )
    from .responses import (
        SpecificFunctionShellParam as SpecificFunctionShellParam,
    )
    from .responses import (
        SpecificProgrammaticToolCallingParam as SpecificProgrammaticToolCallingParam,
    )
    from .responses import (
        TokenCountsBody as TokenCountsBody,
    )
    from .responses import (
        TokenCountsBodyInput as TokenCountsBodyInput,
    )
    from .responses import (
        TokenCountsResource as TokenCountsResource,
    )
    from .responses import (
        ToolChoiceAllowed as ToolChoiceAllowed,
    )
    from .responses import (
        ToolChoiceCustom as ToolChoiceCustom,
    )
    from .responses import (
        ToolChoiceParam as ToolChoiceParam,
    )
    from .responses import (
        ToolChoiceTypes as ToolChoiceTypes,
    )
    from .responses import (
        ToolsArray as ToolsArray,
    )
    from .responses import (
        TruncationEnum as TruncationEnum,
    )
    from .responses import (
        UrlCitationParam as UrlCitationParam,
    )
    from .roles import (
        PublicCreateOrganizationRoleBody as PublicCreateOrganizationRoleBody,
    )
    from .roles import (
        PublicRoleListResource as PublicRoleListResource,
    )
    from .roles import (
        PublicUpdateOrganizationRoleBody as PublicUpdateOrganizationRoleBody,
    )
    from .roles import (
        RoleDeletedResource as RoleDeletedResource,
    )
    from .shared_by_4_77e27a import (
        AssignedRoleDetails as AssignedRoleDetails,
    )
    from .shared_by_4_77e27a import (
        AssignedRoleDetailsAssignmentSource as AssignedRoleDetailsAssignmentSource,
    )
    from .shared_by_4_77e27a import (
        DeletedRoleAssignmentResource as DeletedRoleAssignmentResource,
    )
    from .shared_by_4_77e27a import (
        PublicAssignOrganizationGroupRoleBody as PublicAssignOrganizationGroupRoleBody,
    )
    from .shared_by_4_77e27a import (
        RoleListResource as RoleListResource,
    )
    from .shared_by_4_94b93c import (
        ContainerNetworkPolicyAllowlistParam as ContainerNetworkPolicyAllowlistParam,
    )
    from .shared_by_4_94b93c import (
        ContainerNetworkPolicyDisabledParam as ContainerNetworkPolicyDisabledParam,
    )
    from .shared_by_4_94b93c import (
        ContainerNetworkPolicyDomainSecretParam as ContainerNetworkPolicyDomainSecretParam,
    )
    from .shared_by_4_94b93c import (
        InlineSkillParam as InlineSkillParam,
    )
    from .shared_by_4_94b93c import (
        InlineSkillSourceParam as InlineSkillSourceParam,
    )
    from .shared_by_4_94b93c import (
        SkillReferenceParam as SkillReferenceParam,
    )
    from .shared_by_4_79402e import (
        InputFidelity as InputFidelity,
    )
    from .shared_by_4_a0e00c import (
        ResponseFormatJsonObject as ResponseFormatJsonObject,
    )
    from .shared_by_4_a0e00c import (
        ResponseFormatJsonSchemaSchema as ResponseFormatJsonSchemaSchema,
    )
    from .shared_by_4_a0e00c import (
        ResponseFormatText as ResponseFormatText,
    )
    from .shared_by_4_d61057 import (
        ComparisonFilter as ComparisonFilter,
    )
    from .shared_by_4_d61057 import (
        CompoundFilter as CompoundFilter,
    )
    from .shared_by_4_d61057 import (
        CompoundFilterFilters as CompoundFilterFilters,
    )
    from .shared_by_4_e5b4fe import (
        CallableToolAllowedCaller as CallableToolAllowedCaller,
    )
    from .shared_by_4_e5b4fe import (
        FileInputDetail as FileInputDetail,
    )
    from .shared_by_4_e5b4fe import (
        ImageDetail as ImageDetail,
    )
    from .shared_by_4_e5b4fe import (
        InputFileContent as InputFileContent,
    )
    from .shared_by_4_e5b4fe import (
        InputImageContent as InputImageContent,
    )
    from .shared_by_4_e5b4fe import (
        MCPTool as MCPTool,
    )
    from .shared_by_4_e5b4fe import (
        MCPToolAllowedCallers as MCPToolAllowedCallers,
    )
    from .shared_by_4_e5b4fe import (
        MCPToolFilter as MCPToolFilter,
    )
    from .shared_by_4_e5b4fe import (
        MCPToolRequireApproval as MCPToolRequireApproval,
    )
    from .shared_by_5_6d134f import (
        ReasoningEffort as ReasoningEffort,
    )
    from .shared_by_5_acfa6c import (
        Role as Role,
    )
    from .shared_by_5_f02995 import (
        InputTextContent as InputTextContent,
    )
    from .shared_by_5_f02995 import (
        PromptCacheBreakpointConfig as PromptCacheBreakpointConfig,
    )
    from .shared_by_8_426266 import (
        Metadata as Metadata,
    )
    from .shared_by_41_d613eb import (
        Error as Error,
    )
    from .shared_by_41_d613eb import (
        ErrorResponse as ErrorResponse,
    )
    from .skills import (
        CreateSkillBody as CreateSkillBody,
    )
    from .skills import (
        CreateSkillBodyFiles as CreateSkillBodyFiles,
    )
    from .skills import (
        CreateSkillVersionBody as CreateSkillVersionBody,
    )
    from .skills import (
        CreateSkillVersionBodyFiles as CreateSkillVersionBodyFiles,
    )
    from .skills import (
        DeletedSkillResource as DeletedSkillResource,
    )
    from .skills import (
        DeletedSkillVersionResource as DeletedSkillVersionResource,
    )
    from .skills import (
        SetDefaultSkillVersionBody as SetDefaultSkillVersionBody,
    )
    from .skills import (
        SkillListResource as SkillListResource,
    )
    from .skills import (
        SkillResource as SkillResource,
    )
    from .skills import (
        SkillVersionListResource as SkillVersionListResource,
    )
    from .skills import (
        SkillVersionResource as SkillVersionResource,
    )
    from .spend_alerts import (
        CreateSpendAlertBody as CreateSpendAlertBody,
    )
    from .spend_alerts import (
        OrganizationSpendAlert as OrganizationSpendAlert,
    )
    from .spend_alerts import (
        OrganizationSpendAlertDeletedResource as OrganizationSpendAlertDeletedResource,
    )
    from .spend_alerts import (
        OrganizationSpendAlertListResource as OrganizationSpendAlertListResource,
    )
    from .spend_alerts import (
        ProjectSpendAlert as ProjectSpendAlert,
    )
    from .spend_alerts import (
        ProjectSpendAlertDeletedResource as ProjectSpendAlertDeletedResource,
    )
    from .spend_alerts import (
        ProjectSpendAlertListResource as ProjectSpendAlertListResource,
    )
    from .spend_alerts import (
        SpendAlertNotificationChannel as SpendAlertNotificationChannel,
    )
    from .spend_limits import (
        OrganizationSpendLimitDeletedResource as OrganizationSpendLimitDeletedResource,
    )
    from .spend_limits import (
        OrganizationSpendLimitResource as OrganizationSpendLimitResource,
    )
    from .spend_limits import (
        ProjectSpendLimitDeletedResource as ProjectSpendLimitDeletedResource,
    )
    from .spend_limits import (
        ProjectSpendLimitResource as ProjectSpendLimitResource,
    )
    from .spend_limits import (
        SpendLimitCurrency as SpendLimitCurrency,
    )
    from .spend_limits import (
        SpendLimitEnforcement as SpendLimitEnforcement,
    )
    from .spend_limits import (
        SpendLimitEnforcementStatus as SpendLimitEnforcementStatus,
    )
    from .spend_limits import (
        SpendLimitInterval as SpendLimitInterval,
    )
    from .spend_limits import (
        UpdateOrganizationSpendLimitBody as UpdateOrganizationSpendLimitBody,
    )
    from .spend_limits import (
        UpdateProjectSpendLimitBody as UpdateProjectSpendLimitBody,
    )
    from .uploads import (
        AddUploadPartRequest as AddUploadPartRequest,
    )
    from .uploads import (
        CompleteUploadRequest as CompleteUploadRequest,
    )
    from .uploads import (
        CreateUploadRequest as CreateUploadRequest,
    )
    from .uploads import (
        Upload as Upload,
    )
    from .uploads import (
        UploadPart as UploadPart,
    )
    from .usage import (
        CostsResult as CostsResult,
    )
    from .usage import (
        CostsResultAmount as CostsResultAmount,
    )
    from .usage import (
        UsageAudioSpeechesResult as UsageAudioSpeechesResult,
    )
    from .usage import (
        UsageAudioTranscriptionsResult as UsageAudioTranscriptionsResult,
    )
    from .usage import (
        UsageCodeInterpreterSessionsResult as UsageCodeInterpreterSessionsResult,
    )
    from .usage import (
        UsageCompletionsResult as UsageCompletionsResult,
    )
    from .usage import (
        UsageEmbeddingsResult as UsageEmbeddingsResult,
    )
    from .usage import (
        UsageFileSearchCallsResult as UsageFileSearchCallsResult,
    )
    from .usage import (
        UsageImagesResult as UsageImagesResult,
    )
    from .usage import (
        UsageModerationsResult as UsageModerationsResult,
    )
    from .usage import (
        UsageResponse as UsageResponse,
    )
    from .usage import (
        UsageTimeBucket as UsageTimeBucket,
    )
    from .usage import (
        UsageTimeBucketResults as UsageTimeBucketResults,
    )
    from .usage import (
        UsageVectorStoresResult as UsageVectorStoresResult,
    )
    from .usage import (
        UsageWebSearchCallsResult as UsageWebSearchCallsResult,
    )
    from .users import (
        UserDeleteResponse as UserDeleteResponse,
    )
    from .users import (
        UserListResponse as UserListResponse,
    )
    from .users import (
        UserRoleUpdateRequest as UserRoleUpdateRequest,
    )
    from .vector_stores import (
        AutoChunkingStrategyRequestParam as AutoChunkingStrategyRequestParam,
    )
    from .vector_stores import (
        ChunkingStrategyRequestParam as ChunkingStrategyRequestParam,
    )
    from .vector_stores import (
        CreateVectorStoreFileBatchRequest as CreateVectorStoreFileBatchRequest,
    )
    from .vector_stores import (
        CreateVectorStoreFileRequest as CreateVectorStoreFileRequest,
    )
    from .vector_stores import (
        CreateVectorStoreRequest as CreateVectorStoreRequest,
    )
    from .vector_stores import (
        DeleteVectorStoreFileResponse as DeleteVectorStoreFileResponse,
    )
    from .vector_stores import (
        DeleteVectorStoreResponse as DeleteVectorStoreResponse,
    )
    from .vector_stores import (
        ListVectorStoreFilesResponse as ListVectorStoreFilesResponse,
    )
    from .vector_stores import (
        ListVectorStoresResponse as ListVectorStoresResponse,
    )
    from .vector_stores import (
        OtherChunkingStrategyResponseParam as OtherChunkingStrategyResponseParam,
    )
    from .vector_stores import (
        StaticChunkingStrategy as StaticChunkingStrategy,
    )
    from .vector_stores import (
        StaticChunkingStrategyRequestParam as StaticChunkingStrategyRequestParam,
    )
    from .vector_stores import (
        StaticChunkingStrategyResponseParam as StaticChunkingStrategyResponseParam,
    )
    from .vector_stores import (
        UpdateVectorStoreFileAttributesRequest as UpdateVectorStoreFileAttributesRequest,
    )
    from .vector_stores import (
        UpdateVectorStoreRequest as UpdateVectorStoreRequest,
    )
    from .vector_stores import (
        VectorStoreExpirationAfter as VectorStoreExpirationAfter,
    )
    from .vector_stores import (
        VectorStoreFileBatchObject as VectorStoreFileBatchObject,
    )
    from .vector_stores import (
        VectorStoreFileBatchObjectFileCounts as VectorStoreFileBatchObjectFileCounts,
    )
    from .vector_stores import (
        VectorStoreFileContentResponse as VectorStoreFileContentResponse,
    )
    from .vector_stores import (
        VectorStoreFileContentResponseDatum as VectorStoreFileContentResponseDatum,
    )
    from .vector_stores import (
        VectorStoreFileObject as VectorStoreFileObject,
    )
    from .vector_stores import (
        VectorStoreFileObjectLastError as VectorStoreFileObjectLastError,
    )
    from .vector_stores import (
        VectorStoreObject as VectorStoreObject,
    )
    from .vector_stores import (
        VectorStoreObjectFileCounts as VectorStoreObjectFileCounts,
    )
    from .vector_stores import (
        VectorStoreSearchRequest as VectorStoreSearchRequest,
    )
    from .vector_stores import (
        VectorStoreSearchRequestQueryItem as VectorStoreSearchRequestQueryItem,
    )
    from .vector_stores import (
        VectorStoreSearchRequestRankingOptions as VectorStoreSearchRequestRankingOptions,
    )
    from .vector_stores import (
        VectorStoreSearchResultContentObject as VectorStoreSearchResultContentObject,
    )
    from .vector_stores import (
        VectorStoreSearchResultItem as VectorStoreSearchResultItem,
    )
    from .vector_stores import (
        VectorStoreSearchResultsPage as VectorStoreSearchResultsPage,
    )
    from .vector_stores import (
        VectorStoreSearchResultsPageSearchQueryItem as VectorStoreSearchResultsPageSearchQueryItem,
    )
    from .videos import (
        CreateVideoCharacterBody as CreateVideoCharacterBody,
    )
    from .videos import (
        CreateVideoEditJsonBody as CreateVideoEditJsonBody,
    )
    from .videos import (
        CreateVideoEditMultipartBody as CreateVideoEditMultipartBody,
    )
    from .videos import (
        CreateVideoExtendJsonBody as CreateVideoExtendJsonBody,
    )
    from .videos import (
        CreateVideoExtendMultipartBody as CreateVideoExtendMultipartBody,
    )
    from .videos import (
        CreateVideoJsonBody as CreateVideoJsonBody,
    )
    from .videos import (
        CreateVideoMultipartBody as CreateVideoMultipartBody,
    )
    from .videos import (
        CreateVideoRemixBody as CreateVideoRemixBody,
    )
    from .videos import (
        DeletedVideoResource as DeletedVideoResource,
    )
    from .videos import (
        Error2 as Error2,
    )
    from .videos import (
        ImageRefParam2 as ImageRefParam2,
    )
    from .videos import (
        VideoCharacterResource as VideoCharacterResource,
    )
    from .videos import (
        VideoContentVariant as VideoContentVariant,
    )
    from .videos import (
        VideoListResource as VideoListResource,
    )
    from .videos import (
        VideoModel as VideoModel,
    )
    from .videos import (
        VideoReferenceInputParam as VideoReferenceInputParam,
    )
    from .videos import (
        VideoResource as VideoResource,
    )
    from .videos import (
        VideoSeconds as VideoSeconds,
    )
    from .videos import (
        VideoSize as VideoSize,
    )
    from .videos import (
        VideoStatus as VideoStatus,
    )
    from .webhooks import (
        WebhookBatchCancelled as WebhookBatchCancelled,
    )
    from .webhooks import (
        WebhookBatchCancelledData as WebhookBatchCancelledData,
    )
    from .webhooks import (
        WebhookBatchCompleted as WebhookBatchCompleted,
    )
    from .webhooks import (
        WebhookBatchCompletedData as WebhookBatchCompletedData,
    )
    from .webhooks import (
        WebhookBatchExpired as WebhookBatchExpired,
    )
    from .webhooks import (
        WebhookBatchExpiredData as WebhookBatchExpiredData,
    )
    from .webhooks import (
        WebhookBatchFailed as WebhookBatchFailed,
    )
    from .webhooks import (
        WebhookBatchFailedData as WebhookBatchFailedData,
    )
    from .webhooks import (
        WebhookEvalRunCanceled as WebhookEvalRunCanceled,
    )
    from .webhooks import (
        WebhookEvalRunCanceledData as WebhookEvalRunCanceledData,
    )
    from .webhooks import (
        WebhookEvalRunFailed as WebhookEvalRunFailed,
    )
    from .webhooks import (
        WebhookEvalRunFailedData as WebhookEvalRunFailedData,
    )
    from .webhooks import (
        WebhookEvalRunSucceeded as WebhookEvalRunSucceeded,
    )
    from .webhooks import (
        WebhookEvalRunSucceededData as WebhookEvalRunSucceededData,
    )
    from .webhooks import (
        WebhookFineTuningJobCancelled as WebhookFineTuningJobCancelled,
    )
    from .webhooks import (
        WebhookFineTuningJobCancelledData as WebhookFineTuningJobCancelledData,
    )
    from .webhooks import (
        WebhookFineTuningJobFailed as WebhookFineTuningJobFailed,
    )
    from .webhooks import (
        WebhookFineTuningJobFailedData as WebhookFineTuningJobFailedData,
    )
    from .webhooks import (
        WebhookFineTuningJobSucceeded as WebhookFineTuningJobSucceeded,
    )
    from .webhooks import (
        WebhookFineTuningJobSucceededData as WebhookFineTuningJobSucceededData,
    )
    from .webhooks import (
        WebhookLiveCallIncoming as WebhookLiveCallIncoming,
    )
    from .webhooks import (
        WebhookLiveCallIncomingData as WebhookLiveCallIncomingData,
    )
    from .webhooks import (
        WebhookLiveCallIncomingDataSipHeader as WebhookLiveCallIncomingDataSipHeader,
    )
    from .webhooks import (
        WebhookRealtimeCallIncoming as WebhookRealtimeCallIncoming,
    )
    from .webhooks import (
        WebhookRealtimeCallIncomingData as WebhookRealtimeCallIncomingData,
    )
    from .webhooks import (
        WebhookRealtimeCallIncomingDataSipHeader as WebhookRealtimeCallIncomingDataSipHeader,
    )
    from .webhooks import (
        WebhookResponseCancelled as WebhookResponseCancelled,
    )
    from .webhooks import (
        WebhookResponseCancelledData as WebhookResponseCancelledData,
    )
    from .webhooks import (
        WebhookResponseCompleted as WebhookResponseCompleted,
    )
    from .webhooks import (
        WebhookResponseCompletedData as WebhookResponseCompletedData,
    )
    from .webhooks import (
        WebhookResponseFailed as WebhookResponseFailed,
    )
    from .webhooks import (
        WebhookResponseFailedData as WebhookResponseFailedData,
    )
    from .webhooks import (
        WebhookResponseIncomplete as WebhookResponseIncomplete,
    )
    from .webhooks import (
        WebhookResponseIncompleteData as WebhookResponseIncompleteData,
    )

    BetaAnnotation = Annotation
    BetaApplyPatchCallOutputStatus = ApplyPatchCallOutputStatus
    BetaApplyPatchCallOutputStatusParam = ApplyPatchCallOutputStatusParam
    BetaApplyPatchCallStatus = ApplyPatchCallStatus
    BetaApplyPatchCallStatusParam = ApplyPatchCallStatusParam
    BetaApplyPatchCreateFileOperation = ApplyPatchCreateFileOperation
    BetaApplyPatchCreateFileOperationParam = ApplyPatchCreateFileOperationParam
    BetaApplyPatchDeleteFileOperation = ApplyPatchDeleteFileOperation
    BetaApplyPatchDeleteFileOperationParam = ApplyPatchDeleteFileOperationParam
    BetaApplyPatchOperationParam = ApplyPatchOperationParam
    BetaApplyPatchToolCallOutputItemParamOutput = ApplyPatchToolCallOutputItemParamOutput
    BetaApplyPatchToolParam = ApplyPatchToolParam
    BetaApplyPatchToolParamAllowedCallers = ApplyPatchToolParamAllowedCallers
    BetaApplyPatchUpdateFileOperation = ApplyPatchUpdateFileOperation
    BetaApplyPatchUpdateFileOperationParam = ApplyPatchUpdateFileOperationParam
    BetaApproximateLocation = ApproximateLocation
    BetaAutoCodeInterpreterToolParam = AutoCodeInterpreterToolParam
    BetaCallableToolAllowedCaller = CallableToolAllowedCaller
    BetaClickButtonType = ClickButtonType
    BetaClickParam = ClickParam
    BetaCodeInterpreterOutputImage = CodeInterpreterOutputImage
    BetaCodeInterpreterOutputLogs = CodeInterpreterOutputLogs
    BetaCodeInterpreterTool = CodeInterpreterTool
    BetaCodeInterpreterToolAllowedCallers = CodeInterpreterToolAllowedCallers
    BetaCodeInterpreterToolCallOutputs = CodeInterpreterToolCallOutputs
    BetaCompactResponseMethodPublicBodyInput = CompactResponseMethodPublicBodyInput
    BetaCompactResponseMethodPublicBodyPromptCacheKey = CompactResponseMethodPublicBodyPromptCacheKey
    BetaComparisonFilter = ComparisonFilter
    BetaCompoundFilter = CompoundFilter
    BetaCompoundFilterFilters = CompoundFilterFilters
    BetaComputerAction = ComputerAction
    BetaComputerActionList = ComputerActionList
    BetaComputerCallOutputStatus = ComputerCallOutputStatus
    BetaComputerCallSafetyCheckParam = ComputerCallSafetyCheckParam
    BetaComputerEnvironment = ComputerEnvironment
    BetaComputerScreenshotContent = ComputerScreenshotContent
    BetaComputerScreenshotImage = ComputerScreenshotImage
    BetaComputerTool = ComputerTool
    BetaComputerUsePreviewTool = ComputerUsePreviewTool
    BetaContainerAutoParam = ContainerAutoParam
    BetaContainerAutoParamSkills = ContainerAutoParamSkills
    BetaContainerFileCitationBody = ContainerFileCitationBody
    BetaContainerFileCitationParam = ContainerFileCitationParam
    BetaContainerMemoryLimit = ContainerMemoryLimit
    BetaContainerNetworkPolicyAllowlistParam = ContainerNetworkPolicyAllowlistParam
    BetaContainerNetworkPolicyDisabledParam = ContainerNetworkPolicyDisabledParam
    BetaContainerNetworkPolicyDomainSecretParam = ContainerNetworkPolicyDomainSecretParam
    BetaContainerReferenceParam = ContainerReferenceParam
    BetaContainerReferenceResource = ContainerReferenceResource
    BetaContent = Content
    BetaContextManagementParam = ContextManagementParam
    BetaContextManagementParamCompactThreshold = ContextManagementParamCompactThreshold
    BetaConversationParam = ConversationParam
    BetaConversationParam2 = ConversationParam2
    BetaCoordParam = CoordParam
    BetaCreateModelResponseProperties = CreateModelResponseProperties
    BetaCustomGrammarFormatParam = CustomGrammarFormatParam
    BetaCustomTextFormatParam = CustomTextFormatParam
    BetaCustomToolParam = CustomToolParam
    BetaCustomToolParamAllowedCallers = CustomToolParamAllowedCallers
    BetaDetailEnum = DetailEnum
    BetaDirectToolCallCaller = DirectToolCallCaller
    BetaDirectToolCallCallerParam = DirectToolCallCallerParam
    BetaDoubleClickAction = DoubleClickAction
    BetaDragParam = DragParam
    BetaEasyInputMessage = EasyInputMessage
    BetaEasyInputMessageContentItem = EasyInputMessageContentItem
    BetaEmptyModelParam = EmptyModelParam
    BetaError = Error
    BetaErrorPayload = ErrorPayload
    BetaFileCitationBody = FileCitationBody
    BetaFileCitationParam = FileCitationParam
    BetaFileDetailEnum = FileDetailEnum
    BetaFileInputDetail = FileInputDetail
    BetaFilePath = FilePath
    BetaFileSearchToolCallResult = FileSearchToolCallResult
    BetaFunctionAndCustomToolCallOutput = FunctionAndCustomToolCallOutput
    BetaFunctionCallItemStatus = FunctionCallItemStatus
    BetaFunctionCallOutputItemParamCallId = FunctionCallOutputItemParamCallId
    BetaFunctionCallOutputItemParamName = FunctionCallOutputItemParamName
    BetaFunctionCallOutputItemParamNamespace = FunctionCallOutputItemParamNamespace
    BetaFunctionCallOutputItemParamOutput = FunctionCallOutputItemParamOutput
    BetaFunctionCallOutputItemParamOutput1 = FunctionCallOutputItemParamOutput1
    BetaFunctionCallOutputStatusEnum = FunctionCallOutputStatusEnum
    BetaFunctionCallStatus = FunctionCallStatus
    BetaFunctionShellAction = FunctionShellAction
    BetaFunctionShellActionParam = FunctionShellActionParam
    BetaFunctionShellCallItemStatus = FunctionShellCallItemStatus
    BetaFunctionShellCallOutputContent = FunctionShellCallOutputContent
    BetaFunctionShellCallOutputContentParam = FunctionShellCallOutputContentParam
    BetaFunctionShellCallOutputExitOutcome = FunctionShellCallOutputExitOutcome
    BetaFunctionShellCallOutputExitOutcomeParam = FunctionShellCallOutputExitOutcomeParam
    BetaFunctionShellCallOutputOutcomeParam = FunctionShellCallOutputOutcomeParam
    BetaFunctionShellCallOutputStatusEnum = FunctionShellCallOutputStatusEnum
    BetaFunctionShellCallOutputTimeoutOutcome = FunctionShellCallOutputTimeoutOutcome
    BetaFunctionShellCallOutputTimeoutOutcomeParam = FunctionShellCallOutputTimeoutOutcomeParam
    BetaFunctionShellCallStatus = FunctionShellCallStatus
    BetaFunctionShellToolParam = FunctionShellToolParam
    BetaFunctionShellToolParamAllowedCallers = FunctionShellToolParamAllowedCallers
    BetaFunctionTool = FunctionTool
    BetaFunctionToolParam = FunctionToolParam
    BetaFunctionToolParamAllowedCallers = FunctionToolParamAllowedCallers
    BetaGrammarSyntax1 = GrammarSyntax1
    BetaHTTPError = HTTPError
    BetaHybridSearchOptions = HybridSearchOptions
    BetaImageDetail = ImageDetail
    BetaImageGenActionEnum = ImageGenActionEnum
    BetaImageGenTool = ImageGenTool
    BetaImageGenToolInputImageMask = ImageGenToolInputImageMask
    BetaIncludeEnum = IncludeEnum
    BetaInlineSkillParam = InlineSkillParam
    BetaInlineSkillSourceParam = InlineSkillSourceParam
    BetaInputAudio = InputAudio
    BetaInputAudioInputAudio = InputAudioInputAudio
    BetaInputContent = InputContent
    BetaInputFidelity = InputFidelity
    BetaInputFileContent = InputFileContent
    BetaInputFileContentParam = InputFileContentParam
    BetaInputFileContentParamFileData = InputFileContentParamFileData
    BetaInputImageContent = InputImageContent
    BetaInputImageContentParamAutoParam = InputImageContentParamAutoParam
    BetaInputImageContentParamAutoParamImageUrl = InputImageContentParamAutoParamImageUrl
    BetaInputMessageContentList = InputMessageContentList
    BetaInputTextContent = InputTextContent
    BetaInputTextContentParam = InputTextContentParam
    BetaKeyPressAction = KeyPressAction
    BetaLocalEnvironmentParam = LocalEnvironmentParam
    BetaLocalEnvironmentResource = LocalEnvironmentResource
    BetaLocalShellExecAction = LocalShellExecAction
    BetaLocalShellToolParam = LocalShellToolParam
    BetaLocalSkillParam = LocalSkillParam
    BetaLogProb = LogProb
    BetaMCPListToolsTool = MCPListToolsTool
    BetaMCPProtocolError = MCPProtocolError
    BetaMCPTool = MCPTool
    BetaMCPToolAllowedCallers = MCPToolAllowedCallers
    BetaMCPToolCallError = MCPToolCallError
    BetaMCPToolCallStatus = MCPToolCallStatus
    BetaMCPToolExecutionError = MCPToolExecutionError
    BetaMCPToolFilter = MCPToolFilter
    BetaMCPToolRequireApproval = MCPToolRequireApproval
    BetaMessagePhase = MessagePhase
    BetaMessagePhase2 = MessagePhase2
    BetaMessageRole = MessageRole
    BetaMessageStatus = MessageStatus
    BetaMetadata = Metadata
    BetaModelIdsCompaction = ModelIdsCompaction
    BetaModelIdsResponses = ModelIdsResponses
    BetaModelIdsShared = ModelIdsShared
    BetaModelResponseProperties = ModelResponseProperties
    BetaModelResponsePropertiesSafetyIdentifier = ModelResponsePropertiesSafetyIdentifier
    BetaModelResponsePropertiesTemperature = ModelResponsePropertiesTemperature
    BetaModelResponsePropertiesTopLogprobs = ModelResponsePropertiesTopLogprobs
    BetaModelResponsePropertiesTopP = ModelResponsePropertiesTopP
    BetaModeration = Moderation
    BetaModerationConfigParam = ModerationConfigParam
    BetaModerationErrorBody = ModerationErrorBody
    BetaModerationInputType = ModerationInputType
    BetaModerationMode = ModerationMode
    BetaModerationParam = ModerationParam
    BetaModerationPolicyParam = ModerationPolicyParam
    BetaModerationResultBody = ModerationResultBody
    BetaMoveParam = MoveParam
    BetaNamespaceToolParam = NamespaceToolParam
    BetaNamespaceToolParamTools = NamespaceToolParamTools
    BetaOutputAudio = OutputAudio
    BetaOutputContent = OutputContent
    BetaOutputMessageContent = OutputMessageContent
    BetaOutputTextContent = OutputTextContent
    BetaPersonalityEnum = PersonalityEnum
    BetaProgramOutputItemStatus = ProgramOutputItemStatus
    BetaProgramOutputStatus = ProgramOutputStatus
    BetaProgramToolCallCaller = ProgramToolCallCaller
    BetaProgramToolCallCallerParam = ProgramToolCallCallerParam
    BetaProgrammaticToolCallingParam = ProgrammaticToolCallingParam
    BetaPrompt = Prompt
    BetaPromptBetaPrompt = PromptPrompt
    BetaPromptCacheBreakpointConfig = PromptCacheBreakpointConfig
    BetaPromptCacheBreakpointParam = PromptCacheBreakpointParam
    BetaPromptCacheModeEnum = PromptCacheModeEnum
    BetaPromptCacheOptions = PromptCacheOptions
    BetaPromptCacheOptionsParam = PromptCacheOptionsParam
    BetaPromptCacheRetentionEnum = PromptCacheRetentionEnum
    BetaPromptCacheTTLEnum = PromptCacheTTLEnum
    BetaRankerVersionType = RankerVersionType
    BetaRankingOptions = RankingOptions
    BetaReasoning = Reasoning
    BetaReasoningEffort = ReasoningEffort
    BetaReasoningModeEnum = ReasoningModeEnum
    BetaReasoningTextContent = ReasoningTextContent
    BetaRefusalContent = RefusalContent
    BetaResponseConversation = ResponseConversation
    BetaResponseError = ResponseError
    BetaResponseErrorBetaResponseError = ResponseErrorResponseError
    BetaResponseErrorCode = ResponseErrorCode
    BetaResponseFormatJsonObject = ResponseFormatJsonObject
    BetaResponseFormatJsonSchemaSchema = ResponseFormatJsonSchemaSchema
    BetaResponseFormatText = ResponseFormatText
    BetaResponseLogProb = ResponseLogProb
    BetaResponseLogProbTopLogprob = ResponseLogProbTopLogprob
    BetaResponsePromptVariables = ResponsePromptVariables
    BetaResponseReasoningSummaryPartAddedEventPart = ResponseReasoningSummaryPartAddedEventPart
    BetaResponseReasoningSummaryPartDoneEventPart = ResponseReasoningSummaryPartDoneEventPart
    BetaResponseStreamOptions = ResponseStreamOptions
    BetaResponseStreamOptionsBetaResponseStreamOptions = ResponseStreamOptionsResponseStreamOptions
    BetaResponseTextParam = ResponseTextParam
    BetaResponseUsage = ResponseUsage
    BetaResponseUsageInputTokensDetails = ResponseUsageInputTokensDetails
    BetaResponseUsageOutputTokensDetails = ResponseUsageOutputTokensDetails
    BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent = (
        ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent
    )
    BetaScreenshotParam = ScreenshotParam
    BetaScrollParam = ScrollParam
    BetaSearchContentType = SearchContentType
    BetaSearchContextSize = SearchContextSize
    BetaServiceTierEnum = ServiceTierEnum
    BetaServiceTierResponses = ServiceTierResponses
    BetaShellCallOutputDelta = ShellCallOutputDelta
    BetaSkillReferenceParam = SkillReferenceParam
    BetaSpecificApplyPatchParam = SpecificApplyPatchParam
    BetaSpecificFunctionShellParam = SpecificFunctionShellParam
    BetaSpecificProgrammaticToolCallingParam = SpecificProgrammaticToolCallingParam
    BetaSummaryTextContent = SummaryTextContent
    BetaTextContent = TextContent
    BetaTextResponseFormatConfiguration = TextResponseFormatConfiguration
    BetaTextResponseFormatJsonSchema = TextResponseFormatJsonSchema
    BetaTokenCountsBodyInput = TokenCountsBodyInput
    BetaTokenCountsResource = TokenCountsResource
    BetaToolCallCaller = ToolCallCaller
    BetaToolCallCallerParam = ToolCallCallerParam
    BetaToolChoiceAllowed = ToolChoiceAllowed
    BetaToolChoiceCustom = ToolChoiceCustom
    BetaToolChoiceFunction = ToolChoiceFunction
    BetaToolChoiceMCP = ToolChoiceMCP
    BetaToolChoiceOptions = ToolChoiceOptions
    BetaToolChoiceParam = ToolChoiceParam
    BetaToolChoiceTypes = ToolChoiceTypes
    BetaToolSearchCallItemParamCallId = ToolSearchCallItemParamCallId
    BetaToolSearchExecutionType = ToolSearchExecutionType
    BetaToolSearchOutputItemParamCallId = ToolSearchOutputItemParamCallId
    BetaToolSearchToolParam = ToolSearchToolParam
    BetaTopLogProb = TopLogProb
    BetaTruncationEnum = TruncationEnum
    BetaTypeParam = TypeParam
    BetaUrlCitationBody = UrlCitationBody
    BetaUrlCitationParam = UrlCitationParam
    BetaVectorStoreFileAttributes = VectorStoreFileAttributes
    BetaVectorStoreFileAttributesBetaVectorStoreFileAttributes = VectorStoreFileAttributesVectorStoreFileAttributes
    BetaVerbosity = Verbosity
    BetaWaitParam = WaitParam
    BetaWebSearchActionFind = WebSearchActionFind
    BetaWebSearchActionOpenPage = WebSearchActionOpenPage
    BetaWebSearchActionSearch = WebSearchActionSearch
    BetaWebSearchActionSearchSource = WebSearchActionSearchSource
    BetaWebSearchApproximateLocation = WebSearchApproximateLocation
    BetaWebSearchApproximateLocationBetaWebSearchApproximateLocationApproximate = (
        WebSearchApproximateLocationWebSearchApproximateLocationApproximate
    )
    BetaWebSearchPreviewTool = WebSearchPreviewTool
    BetaWebSearchTool = WebSearchTool
    BetaWebSearchToolFilters = WebSearchToolFilters

MODULES = {
    "admin_api_keys": "AdminApiKey AdminApiKeyCreateResponse AdminApiKeyOwner AdminApiKeysCreateRequest AdminApiKeysDeleteResponse200 ApiKeyList",
    "assistants": "AssistantObject AssistantObjectDescription AssistantObjectInstructions AssistantObjectName AssistantObjectTemperature AssistantObjectToolResources AssistantObjectToolResourcesCodeInterpreter AssistantObjectToolResourcesFileSearch AssistantObjectTopP AssistantStreamEvent AssistantSupportedModels AssistantToolsCode AssistantToolsFileSearch AssistantToolsFileSearchFileSearch AssistantToolsFileSearchTypeOnly AssistantToolsFunction AssistantsApiResponseFormatOption AssistantsApiToolChoiceOption AssistantsNamedToolChoice AssistantsNamedToolChoiceFunction CreateAssistantRequest CreateAssistantRequestDescription CreateAssistantRequestInstructions CreateAssistantRequestName CreateAssistantRequestTemperature CreateAssistantRequestToolResources CreateAssistantRequestToolResourcesCodeInterpreter CreateAssistantRequestToolResourcesFileSearch CreateAssistantRequestToolResourcesFileSearch1 CreateAssistantRequestToolResourcesFileSearch1VectorStore CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic CreateAssistantRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic CreateAssistantRequestToolResourcesFileSearchVectorStore CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic CreateAssistantRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic CreateAssistantRequestTopP CreateMessageRequest CreateMessageRequestAttachment CreateMessageRequestContent CreateRunRequest CreateRunRequestTools CreateThreadAndRunRequest CreateThreadAndRunRequestToolResources CreateThreadAndRunRequestToolResourcesCodeInterpreter CreateThreadAndRunRequestToolResourcesFileSearch CreateThreadAndRunRequestTools CreateThreadRequest CreateThreadRequestToolResources CreateThreadRequestToolResourcesCodeInterpreter CreateThreadRequestToolResourcesFileSearch CreateThreadRequestToolResourcesFileSearch1 CreateThreadRequestToolResourcesFileSearch1VectorStore CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyAuto CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStatic CreateThreadRequestToolResourcesFileSearch1VectorStoreChunkingStrategyStaticStatic CreateThreadRequestToolResourcesFileSearchVectorStore CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyAuto CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStatic CreateThreadRequestToolResourcesFileSearchVectorStoreChunkingStrategyStaticStatic DeleteAssistantResponse DeleteMessageResponse DeleteThreadResponse DoneEvent ErrorEvent FileSearchRanker FileSearchRankingOptions ListAssistantsResponse ListMessagesResponse ListRunStepsResponse ListRunsResponse MessageContentImageFileObject MessageContentImageFileObjectImageFile MessageContentImageUrlObject MessageContentImageUrlObjectImageUrl MessageContentRefusalObject MessageContentTextAnnotationsFileCitationObject MessageContentTextAnnotationsFileCitationObjectFileCitation MessageContentTextAnnotationsFilePathObject MessageContentTextAnnotationsFilePathObjectFilePath MessageContentTextObject MessageContentTextObjectText MessageDeltaContentImageFileObject MessageDeltaContentImageFileObjectImageFile MessageDeltaContentImageUrlObject MessageDeltaContentImageUrlObjectImageUrl MessageDeltaContentRefusalObject MessageDeltaContentTextAnnotationsFileCitationObject MessageDeltaContentTextAnnotationsFileCitationObjectFileCitation MessageDeltaContentTextAnnotationsFilePathObject MessageDeltaContentTextAnnotationsFilePathObjectFilePath MessageDeltaContentTextObject MessageDeltaContentTextObjectText MessageDeltaObject MessageDeltaObjectDelta MessageObject MessageObjectAttachment MessageObjectIncompleteDetails MessageRequestContentTextObject MessageStreamEventMessageStreamEventThreadMessageCompleted MessageStreamEventMessageStreamEventThreadMessageCreated MessageStreamEventMessageStreamEventThreadMessageDelta MessageStreamEventMessageStreamEventThreadMessageInProgress MessageStreamEventMessageStreamEventThreadMessageIncomplete ModifyAssistantRequest ModifyAssistantRequestDescription ModifyAssistantRequestInstructions ModifyAssistantRequestName ModifyAssistantRequestTemperature ModifyAssistantRequestToolResources ModifyAssistantRequestToolResourcesCodeInterpreter ModifyAssistantRequestToolResourcesFileSearch ModifyAssistantRequestTopP ModifyMessageRequest ModifyRunRequest ModifyThreadRequest ModifyThreadRequestToolResources ModifyThreadRequestToolResourcesCodeInterpreter ModifyThreadRequestToolResourcesFileSearch RunCompletionUsage RunCompletionUsageRunCompletionUsage RunObject RunObjectIncompleteDetails RunObjectLastError RunObjectRequiredActionSubmitToolOutputs RunObjectRequiredActionSubmitToolOutputsSubmitToolOutputs RunStepCompletionUsage RunStepCompletionUsageRunStepCompletionUsage RunStepDeltaObject RunStepDeltaObjectDelta RunStepDeltaStepDetailsMessageCreationObject RunStepDeltaStepDetailsMessageCreationObjectMessageCreation RunStepDeltaStepDetailsToolCallsCodeObject RunStepDeltaStepDetailsToolCallsCodeObjectCodeInterpreter RunStepDeltaStepDetailsToolCallsCodeOutputImageObject RunStepDeltaStepDetailsToolCallsCodeOutputImageObjectImage RunStepDeltaStepDetailsToolCallsCodeOutputLogsObject RunStepDeltaStepDetailsToolCallsFileSearchObject RunStepDeltaStepDetailsToolCallsFunctionObject RunStepDeltaStepDetailsToolCallsFunctionObjectFunction RunStepDeltaStepDetailsToolCallsObject RunStepDetailsMessageCreationObject RunStepDetailsMessageCreationObjectMessageCreation RunStepDetailsToolCallsCodeObject RunStepDetailsToolCallsCodeObjectCodeInterpreter RunStepDetailsToolCallsCodeOutputImageObject RunStepDetailsToolCallsCodeOutputImageObjectImage RunStepDetailsToolCallsCodeOutputLogsObject RunStepDetailsToolCallsFileSearchObject RunStepDetailsToolCallsFileSearchObjectFileSearch RunStepDetailsToolCallsFileSearchRankingOptionsObject RunStepDetailsToolCallsFileSearchResultObject RunStepDetailsToolCallsFileSearchResultObjectContentItem RunStepDetailsToolCallsFunctionObject RunStepDetailsToolCallsFunctionObjectFunction RunStepDetailsToolCallsObject RunStepObject RunStepObjectLastError RunStepStreamEventRunStepStreamEventThreadRunStepCancelled RunStepStreamEventRunStepStreamEventThreadRunStepCompleted RunStepStreamEventRunStepStreamEventThreadRunStepCreated RunStepStreamEventRunStepStreamEventThreadRunStepDelta RunStepStreamEventRunStepStreamEventThreadRunStepExpired RunStepStreamEventRunStepStreamEventThreadRunStepFailed RunStepStreamEventRunStepStreamEventThreadRunStepInProgress RunStreamEventRunStreamEventThreadRunCancelled RunStreamEventRunStreamEventThreadRunCancelling RunStreamEventRunStreamEventThreadRunCompleted RunStreamEventRunStreamEventThreadRunCreated RunStreamEventRunStreamEventThreadRunExpired RunStreamEventRunStreamEventThreadRunFailed RunStreamEventRunStreamEventThreadRunInProgress RunStreamEventRunStreamEventThreadRunIncomplete RunStreamEventRunStreamEventThreadRunQueued RunStreamEventRunStreamEventThreadRunRequiresAction RunToolCallObject RunToolCallObjectFunction SubmitToolOutputsRunRequest SubmitToolOutputsRunRequestToolOutput ThreadObject ThreadObjectToolResources ThreadObjectToolResourcesCodeInterpreter ThreadObjectToolResourcesFileSearch ThreadStreamEventThreadStreamEventThreadCreated TruncationObject TruncationObjectLastMessages",
    "assistants_and_chat": "ParallelToolCalls",
    "assistants_and_chat_and_evals": "FunctionObject FunctionParameters ResponseFormatJsonSchema ResponseFormatJsonSchemaJsonSchema",
    "audio": "AudioResponseFormat CreateSpeechRequest CreateSpeechResponseStreamEvent CreateTranscriptionRequest CreateTranscriptionResponse200 CreateTranscriptionResponseDiarizedJson CreateTranscriptionResponseJson CreateTranscriptionResponseJsonLogprob CreateTranscriptionResponseStreamEvent CreateTranscriptionResponseVerboseJson CreateTranslationRequest CreateTranslationResponse200 CreateTranslationResponseJson CreateTranslationResponseVerboseJson CreateVoiceConsentRequest CreateVoiceRequest SpeechAudioDeltaEvent SpeechAudioDoneEvent SpeechAudioDoneEventUsage TranscriptTextDeltaEvent TranscriptTextDeltaEventLogprob TranscriptTextDoneEvent TranscriptTextDoneEventLogprob TranscriptTextSegmentEvent TranscriptTextUsageDuration TranscriptTextUsageTokens TranscriptTextUsageTokensInputTokenDetails TranscriptionDiarizedSegment TranscriptionInclude TranscriptionLanguage TranscriptionSegment TranscriptionWord UpdateVoiceConsentRequest VadConfig VoiceConsentDeletedResource VoiceConsentListResource VoiceConsentResource VoiceResource",
    "audio_and_chat_and_realtime": "VoiceIdsOrCustomVoice VoiceIdsOrCustomVoiceVoiceIdsOrCustomVoiceId VoiceIdsShared",
    "audit_logs": "AuditLog AuditLogActor AuditLogActorApiKey AuditLogActorServiceAccount AuditLogActorSession AuditLogActorUser AuditLogApiKeyCreated AuditLogApiKeyCreatedData AuditLogApiKeyDeleted AuditLogApiKeyUpdated AuditLogApiKeyUpdatedChangesRequested AuditLogCertificateCreated AuditLogCertificateDeleted AuditLogCertificateUpdated AuditLogCertificatesActivated AuditLogCertificatesActivatedCertificate AuditLogCertificatesDeactivated AuditLogCertificatesDeactivatedCertificate AuditLogCheckpointPermissionCreated AuditLogCheckpointPermissionCreatedData AuditLogCheckpointPermissionDeleted AuditLogEventType AuditLogExternalKeyRegistered AuditLogExternalKeyRemoved AuditLogGroupCreated AuditLogGroupCreatedData AuditLogGroupDeleted AuditLogGroupUpdated AuditLogGroupUpdatedChangesRequested AuditLogInviteAccepted AuditLogInviteDeleted AuditLogInviteSent AuditLogInviteSentData AuditLogIpAllowlistConfigActivated AuditLogIpAllowlistConfigActivatedConfig AuditLogIpAllowlistConfigDeactivated AuditLogIpAllowlistConfigDeactivatedConfig AuditLogIpAllowlistCreated AuditLogIpAllowlistDeleted AuditLogIpAllowlistUpdated AuditLogLoginFailed AuditLogLogoutFailed AuditLogOrganizationUpdated AuditLogOrganizationUpdatedChangesRequested AuditLogProject AuditLogProjectArchived AuditLogProjectCreated AuditLogProjectCreatedData AuditLogProjectDeleted AuditLogProjectUpdated AuditLogProjectUpdatedChangesRequested AuditLogRateLimitDeleted AuditLogRateLimitUpdated AuditLogRateLimitUpdatedChangesRequested AuditLogRoleAssignmentCreated AuditLogRoleAssignmentDeleted AuditLogRoleBoundToResource AuditLogRoleCreated AuditLogRoleDeleted AuditLogRoleUnboundFromResource AuditLogRoleUpdated AuditLogRoleUpdatedChangesRequested AuditLogScimDisabled AuditLogScimEnabled AuditLogServiceAccountCreated AuditLogServiceAccountCreatedData AuditLogServiceAccountDeleted AuditLogServiceAccountUpdated AuditLogServiceAccountUpdatedChangesRequested AuditLogUserAdded AuditLogUserAddedData AuditLogUserDeleted AuditLogUserUpdated AuditLogUserUpdatedChangesRequested AuditLogWorkloadIdentityProviderCreated AuditLogWorkloadIdentityProviderDeleted AuditLogWorkloadIdentityProviderMappingCreated AuditLogWorkloadIdentityProviderMappingDeleted AuditLogWorkloadIdentityProviderMappingUpdated AuditLogWorkloadIdentityProviderUpdated ListAuditLogsParametersQueryEffectiveAt ListAuditLogsResponse",
    "batch": "Batch BatchError BatchErrors BatchFileExpirationAfter BatchRequestCounts BatchUsage BatchUsageInputTokensDetails BatchUsageOutputTokensDetails CreateBatchRequest ListBatchesResponse",
    "certificates": "Certificate CertificateCertificateDetails DeleteCertificateResponse ListCertificatesResponse ListProjectCertificatesResponse ModifyCertificateRequest OrganizationCertificate OrganizationCertificateActivationResponse OrganizationCertificateCertificateDetails OrganizationCertificateDeactivationResponse OrganizationProjectCertificate OrganizationProjectCertificateActivationResponse OrganizationProjectCertificateCertificateDetails OrganizationProjectCertificateDeactivationResponse ToggleCertificatesRequest UploadCertificateRequest",
    "chat": "Audio ChatCompletionAllowedTools ChatCompletionAllowedToolsChoice ChatCompletionDeleted ChatCompletionFunctionCallOption ChatCompletionFunctions ChatCompletionList ChatCompletionMessageCustomToolCall ChatCompletionMessageCustomToolCallCustom ChatCompletionMessageList ChatCompletionMessageToolCall ChatCompletionMessageToolCallChunk ChatCompletionMessageToolCallChunkCustom ChatCompletionMessageToolCallChunkFunction ChatCompletionMessageToolCallFunction ChatCompletionMessageToolCalls ChatCompletionMessageToolCallsChatCompletionMessageToolCalls ChatCompletionModeration ChatCompletionModerationError ChatCompletionModerationResults ChatCompletionNamedToolChoice ChatCompletionNamedToolChoiceCustom ChatCompletionNamedToolChoiceCustomCustom ChatCompletionNamedToolChoiceFunction ChatCompletionRequestAssistantMessage ChatCompletionRequestAssistantMessageAudio ChatCompletionRequestAssistantMessageContent ChatCompletionRequestAssistantMessageContentPart ChatCompletionRequestAssistantMessageFunctionCall ChatCompletionRequestDeveloperMessage ChatCompletionRequestDeveloperMessageContent ChatCompletionRequestFunctionMessage ChatCompletionRequestMessage ChatCompletionRequestMessageContentPartAudio ChatCompletionRequestMessageContentPartAudioInputAudio ChatCompletionRequestMessageContentPartFile ChatCompletionRequestMessageContentPartFileFile ChatCompletionRequestMessageContentPartImage ChatCompletionRequestMessageContentPartImageImageUrl ChatCompletionRequestMessageContentPartRefusal ChatCompletionRequestMessageContentPartText ChatCompletionRequestSystemMessage ChatCompletionRequestSystemMessageContent ChatCompletionRequestSystemMessageContentPart ChatCompletionRequestToolMessage ChatCompletionRequestToolMessageContent ChatCompletionRequestToolMessageContentPart ChatCompletionRequestUserMessage ChatCompletionRequestUserMessageContent ChatCompletionRequestUserMessageContentPart ChatCompletionResponseMessage ChatCompletionResponseMessageAnnotation ChatCompletionResponseMessageAnnotationUrlCitation ChatCompletionResponseMessageAudio ChatCompletionResponseMessageFunctionCall ChatCompletionStreamResponseDelta ChatCompletionStreamResponseDeltaFunctionCall ChatCompletionTokenLogprob ChatCompletionTokenLogprobTopLogprob ChatCompletionToolChoiceOption CreateChatCompletionRequest CreateChatCompletionResponse CreateChatCompletionResponseChoice CreateChatCompletionResponseChoiceLogprobs CreateChatCompletionStreamResponse CreateChatCompletionStreamResponseChoice CreateChatCompletionStreamResponseChoiceLogprobs CustomToolChatCompletions CustomToolChatCompletionsCustom CustomToolChatCompletionsCustomFormatGrammar CustomToolChatCompletionsCustomFormatGrammarGrammar CustomToolChatCompletionsCustomFormatText Datum PredictionContent PredictionContentContent ResponseModalities ServiceTier TopLogprobs TopLogprobs1 UpdateChatCompletionRequest WebSearchContextSize WebSearchLocation WebSearchOptions WebSearchOptionsUserLocationApproximate",
    "chat_and_completions": "ChatCompletionStreamOptions ChatCompletionStreamOptionsChatCompletionStreamOptions CompletionUsage CompletionUsageCompletionTokensDetails CompletionUsagePromptTokensDetails StopConfiguration StopConfigurationStopConfiguration",
    "chat_and_conversations_and_responses": "PromptCacheBreakpointParam",
    "chat_and_evals": "ChatCompletionTool",
    "chat_and_responses": "ModelIdsShared ModelResponsePropertiesSafetyIdentifier ModelResponsePropertiesTemperature ModelResponsePropertiesTopP ModerationConfigParam ModerationInputType ModerationMode ModerationParam ModerationPolicyParam ModerationResultBody PromptCacheModeEnum PromptCacheOptionsParam PromptCacheTTLEnum Verbosity",
    "chat_kit": "ActiveStatus AssistantMessageItem Attachment AttachmentType AutomaticThreadTitlingParam ChatSessionAutomaticThreadTitling ChatSessionChatkitConfiguration ChatSessionFileUpload ChatSessionHistory ChatSessionRateLimits ChatSessionResource ChatSessionStatus ChatkitConfigurationParam ChatkitWorkflow ChatkitWorkflowTracing ClientToolCallItem ClientToolCallStatus ClosedStatus CreateChatSessionBody DeletedThreadResource ExpiresAfterParam FileAnnotation FileAnnotationSource FileUploadParam HistoryParam InferenceOptions LockedStatus RateLimitsParam ResponseOutputText ResponseOutputTextAnnotations TaskGroupItem TaskGroupTask TaskItem TaskType ThreadItem ThreadItemListResource ThreadListResource ThreadResource ToolChoice UrlAnnotation UrlAnnotationSource UserMessageInputText UserMessageItem UserMessageItemContent UserMessageQuotedText WidgetMessageItem WorkflowParam WorkflowParamStateVariables WorkflowTracingParam",
    "chat_kit_and_skills_and_videos": "OrderEnum",
    "completions": "CreateCompletionRequest CreateCompletionRequestPrompt CreateCompletionRequestPrompt1 CreateCompletionRequestPrompt1CreateCompletionRequestPrompt1Item CreateCompletionResponse CreateCompletionResponseChoice CreateCompletionResponseChoiceLogprobs",
    "containers": "ContainerFileListResource ContainerFileResource ContainerListResource ContainerResource ContainerResourceExpiresAfter ContainerResourceNetworkPolicy CreateContainerBody CreateContainerBodyExpiresAfter CreateContainerBodySkills CreateContainerFileBody",
    "content_provenance": "C2PAProvenanceResult C2PAValidationStateApi CreateContentProvenanceBody ProvenanceCheckObject ProvenanceDetectionResultApi ProvenanceResource ProvenanceResourceResults SynthIDProvenanceResult",
    "conversations": "ConversationItem ConversationItemList ConversationResource CreateConversationBody CreateConversationBodyItems CreateConversationItemsRequest DeletedConversationResource UpdateConversationBody",
    "conversations_and_evals_and_responses": "ApplyPatchToolParam ApplyPatchToolParamAllowedCallers ApproximateLocation AutoCodeInterpreterToolParam CodeInterpreterTool CodeInterpreterToolAllowedCallers ComputerEnvironment ComputerTool ComputerUsePreviewTool ContainerAutoParam ContainerAutoParamSkills ContainerMemoryLimit ContainerReferenceParam CustomGrammarFormatParam CustomTextFormatParam CustomToolParam CustomToolParamAllowedCallers EasyInputMessage EasyInputMessageContentItem EmptyModelParam FileSearchTool Filters FunctionShellToolParam FunctionShellToolParamAllowedCallers FunctionTool FunctionToolParam FunctionToolParamAllowedCallers GrammarSyntax1 HybridSearchOptions ImageGenActionEnum ImageGenTool ImageGenToolInputImageMask InputContent InputMessageContentList LocalEnvironmentParam LocalShellToolParam LocalSkillParam MessagePhase NamespaceToolParam NamespaceToolParamTools ProgrammaticToolCallingParam RankerVersionType RankingOptions SearchContentType SearchContextSize Tool ToolSearchExecutionType ToolSearchToolParam WebSearchApproximateLocation WebSearchApproximateLocationWebSearchApproximateLocationApproximate WebSearchPreviewTool WebSearchTool WebSearchToolFilters",
    "conversations_and_responses": "AdditionalTools AdditionalToolsItemParam Annotation ApplyPatchCallOutputStatus ApplyPatchCallOutputStatusParam ApplyPatchCallStatus ApplyPatchCallStatusParam ApplyPatchCreateFileOperation ApplyPatchCreateFileOperationParam ApplyPatchDeleteFileOperation ApplyPatchDeleteFileOperationParam ApplyPatchOperationParam ApplyPatchToolCall ApplyPatchToolCallItemParam ApplyPatchToolCallOutput ApplyPatchToolCallOutputItemParam ApplyPatchToolCallOutputItemParamOutput ApplyPatchUpdateFileOperation ApplyPatchUpdateFileOperationParam ClickButtonType ClickParam CodeInterpreterOutputImage CodeInterpreterOutputLogs CodeInterpreterToolCall CodeInterpreterToolCallOutputs CompactionBody CompactionSummaryItemParam CompactionTriggerItemParam ComputerAction ComputerActionList ComputerCallOutputItemParam ComputerCallOutputStatus ComputerCallSafetyCheckParam ComputerScreenshotContent ComputerScreenshotImage ComputerToolCall ComputerToolCallOutputResource ContainerFileCitationBody ContainerReferenceResource CoordParam CustomToolCall CustomToolCallOutput DetailEnum DirectToolCallCaller DirectToolCallCallerParam DoubleClickAction DragParam FileCitationBody FileDetailEnum FilePath FileSearchToolCall FileSearchToolCallResult FunctionAndCustomToolCallOutput FunctionCallItemStatus FunctionCallOutputItemParam FunctionCallOutputItemParamCallId FunctionCallOutputItemParamName FunctionCallOutputItemParamNamespace FunctionCallOutputItemParamOutput FunctionCallOutputItemParamOutput1 FunctionCallOutputStatusEnum FunctionCallStatus FunctionShellAction FunctionShellActionParam FunctionShellCall FunctionShellCallItemParam FunctionShellCallItemStatus FunctionShellCallOutput FunctionShellCallOutputContent FunctionShellCallOutputContentParam FunctionShellCallOutputExitOutcome FunctionShellCallOutputExitOutcomeParam FunctionShellCallOutputItemParam FunctionShellCallOutputOutcomeParam FunctionShellCallOutputStatusEnum FunctionShellCallOutputTimeoutOutcome FunctionShellCallOutputTimeoutOutcomeParam FunctionShellCallStatus FunctionToolCall FunctionToolCallOutputResource FunctionToolCallResource HTTPError ImageGenToolCall IncludeEnum InputFileContentParam InputFileContentParamFileData InputImageContentParamAutoParam InputImageContentParamAutoParamImageUrl InputItem InputMessage InputTextContentParam ItemReferenceParam KeyPressAction LocalEnvironmentResource LocalShellExecAction LocalShellToolCall LocalShellToolCallOutput LogProb MCPApprovalRequest MCPApprovalResponse MCPApprovalResponseResource MCPListTools MCPListToolsTool MCPProtocolError MCPToolCall MCPToolCallError MCPToolCallStatus MCPToolExecutionError Message MessageContent MessagePhase2 MessageRole MessageStatus MoveParam OutputMessage OutputMessageContent OutputTextContent Program ProgramItemParam ProgramOutput ProgramOutputItemParam ProgramOutputItemStatus ProgramOutputStatus ProgramToolCallCaller ProgramToolCallCallerParam ReasoningItem ReasoningTextContent RefusalContent ScreenshotParam ScrollParam SummaryTextContent TextContent ToolCallCaller ToolCallCallerParam ToolSearchCall ToolSearchCallItemParam ToolSearchCallItemParamCallId ToolSearchOutput ToolSearchOutputItemParam ToolSearchOutputItemParamCallId TopLogProb TypeParam UrlCitationBody WaitParam WebSearchActionFind WebSearchActionOpenPage WebSearchActionSearch WebSearchActionSearchSource WebSearchToolCall",
    "conversations_and_responses_and_vector_stores": "VectorStoreFileAttributes VectorStoreFileAttributesVectorStoreFileAttributes",
    "data_retention": "OrganizationDataRetention ProjectDataRetention UpdateOrganizationDataRetentionBody UpdateProjectDataRetentionBody",
    "embeddings": "CreateEmbeddingRequest CreateEmbeddingRequestInput CreateEmbeddingRequestInput1 CreateEmbeddingRequestInput2 CreateEmbeddingRequestInput2CreateEmbeddingRequestInput2Item CreateEmbeddingResponse CreateEmbeddingResponseUsage Embedding",
    "evals": "CreateEvalCompletionsRunDataSource CreateEvalCompletionsRunDataSourceInputMessagesItemReference CreateEvalCompletionsRunDataSourceInputMessagesTemplate CreateEvalCompletionsRunDataSourceSamplingParams CreateEvalCustomDataSourceConfig CreateEvalItem CreateEvalItemCreateEvalItem CreateEvalJsonlRunDataSource CreateEvalLabelModelGrader CreateEvalLogsDataSourceConfig CreateEvalRequest CreateEvalResponsesRunDataSource CreateEvalResponsesRunDataSourceInputMessagesItemReference CreateEvalResponsesRunDataSourceInputMessagesTemplate CreateEvalResponsesRunDataSourceInputMessagesTemplateTemplate CreateEvalResponsesRunDataSourceSamplingParams CreateEvalResponsesRunDataSourceSamplingParamsText CreateEvalRunRequest CreateEvalStoredCompletionsDataSourceConfig DeleteEvalResponse200 DeleteEvalRunResponse200 Eval EvalApiError EvalCustomDataSourceConfig EvalGraderLabelModel EvalGraderPython EvalGraderScoreModel EvalGraderStringCheck EvalGraderTextSimilarity EvalJsonlFileContentSource EvalJsonlFileContentSourceContentItem EvalJsonlFileIdSource EvalList EvalLogsDataSourceConfig EvalResponsesSource EvalResponsesSourceCreatedAfter EvalResponsesSourceCreatedBefore EvalRun EvalRunList EvalRunOutputItem EvalRunOutputItemList EvalRunOutputItemResult EvalRunOutputItemSample EvalRunOutputItemSampleInputItem EvalRunOutputItemSampleOutputItem EvalRunOutputItemSampleUsage EvalRunPerModelUsageItem EvalRunPerTestingCriteriaResult EvalRunResultCounts EvalStoredCompletionsDataSourceConfig EvalStoredCompletionsSource UpdateEvalRequest",
    "evals_and_fine_tuning": "EvalItem EvalItemContent EvalItemContentArray EvalItemContentItem EvalItemContentOutputText EvalItemContentText EvalItemInputImage GraderLabelModel GraderPython GraderScoreModel GraderScoreModelRangeItem GraderScoreModelSamplingParams GraderScoreModelSamplingParamsMaxCompletionsTokens GraderStringCheck GraderTextSimilarity InputAudio InputAudioInputAudio",
    "evals_and_responses": "TextResponseFormatConfiguration TextResponseFormatJsonSchema",
    "events": "BetaComputerToolCallOutput BetaItem BetaResponseInjectCreatedEvent BetaResponseInjectEvent BetaResponseInjectFailedEvent BetaResponseInjectFailedEventError BetaResponseWsError BetaResponsesClientEvent BetaResponsesClientEventResponseCreate BetaResponsesServerEvent BetaResponsesServerEvent1 BetaResponsesServerEvent10 BetaResponsesServerEvent11 BetaResponsesServerEvent12 BetaResponsesServerEvent13 BetaResponsesServerEvent14 BetaResponsesServerEvent15 BetaResponsesServerEvent16 BetaResponsesServerEvent17 BetaResponsesServerEvent18 BetaResponsesServerEvent19 BetaResponsesServerEvent2 BetaResponsesServerEvent20 BetaResponsesServerEvent21 BetaResponsesServerEvent22 BetaResponsesServerEvent23 BetaResponsesServerEvent24 BetaResponsesServerEvent25 BetaResponsesServerEvent26 BetaResponsesServerEvent27 BetaResponsesServerEvent28 BetaResponsesServerEvent29 BetaResponsesServerEvent3 BetaResponsesServerEvent30 BetaResponsesServerEvent31 BetaResponsesServerEvent32 BetaResponsesServerEvent33 BetaResponsesServerEvent34 BetaResponsesServerEvent35 BetaResponsesServerEvent36 BetaResponsesServerEvent37 BetaResponsesServerEvent38 BetaResponsesServerEvent39 BetaResponsesServerEvent4 BetaResponsesServerEvent40 BetaResponsesServerEvent41 BetaResponsesServerEvent42 BetaResponsesServerEvent43 BetaResponsesServerEvent44 BetaResponsesServerEvent45 BetaResponsesServerEvent46 BetaResponsesServerEvent47 BetaResponsesServerEvent48 BetaResponsesServerEvent49 BetaResponsesServerEvent5 BetaResponsesServerEvent50 BetaResponsesServerEvent51 BetaResponsesServerEvent52 BetaResponsesServerEvent53 BetaResponsesServerEvent54 BetaResponsesServerEvent55 BetaResponsesServerEvent56 BetaResponsesServerEvent57 BetaResponsesServerEvent6 BetaResponsesServerEvent7 BetaResponsesServerEvent8 BetaResponsesServerEvent9 BetaResponsesWebSocketStreamEvent BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent1 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent10 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent11 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent12 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent13 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent14 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent15 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent16 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent17 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent18 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent19 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent2 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent20 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent21 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent22 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent23 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent24 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent25 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent26 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent27 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent28 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent29 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent3 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent30 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent31 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent32 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent33 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent34 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent35 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent36 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent37 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent38 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent39 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent4 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent40 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent41 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent42 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent43 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent44 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent45 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent46 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent47 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent48 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent49 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent5 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent50 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent51 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent52 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent53 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent54 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent55 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent56 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent57 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent6 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent7 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent8 BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent9 ChatCompletionModalities ChatCompletionRole CodeInterpreterFileOutput CodeInterpreterFileOutputFile CodeInterpreterTextOutput ComputerToolCallOutput Content DeletedConversation DragPoint ErrorPayload FineTuneChatCompletionRequestAssistantMessage Item LogProbProperties MessageStreamEvent ModelIds OutputAudio RealtimeBetaClientEventConversationItemCreate RealtimeBetaClientEventConversationItemDelete RealtimeBetaClientEventConversationItemRetrieve RealtimeBetaClientEventConversationItemTruncate RealtimeBetaClientEventInputAudioBufferAppend RealtimeBetaClientEventInputAudioBufferClear RealtimeBetaClientEventInputAudioBufferCommit RealtimeBetaClientEventOutputAudioBufferClear RealtimeBetaClientEventResponseCancel RealtimeBetaClientEventResponseCreate RealtimeBetaClientEventSessionUpdate RealtimeBetaClientEventTranscriptionSessionUpdate RealtimeBetaResponse RealtimeBetaResponseCreateParams RealtimeBetaResponseCreateParamsTool RealtimeBetaResponseStatusDetails RealtimeBetaResponseStatusDetailsError RealtimeBetaResponseUsage RealtimeBetaResponseUsageInputTokenDetails RealtimeBetaResponseUsageInputTokenDetailsCachedTokensDetails RealtimeBetaResponseUsageOutputTokenDetails RealtimeBetaServerEventConversationItemCreated RealtimeBetaServerEventConversationItemDeleted RealtimeBetaServerEventConversationItemInputAudioTranscriptionCompleted RealtimeBetaServerEventConversationItemInputAudioTranscriptionDelta RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailed RealtimeBetaServerEventConversationItemInputAudioTranscriptionFailedError RealtimeBetaServerEventConversationItemInputAudioTranscriptionSegment RealtimeBetaServerEventConversationItemRetrieved RealtimeBetaServerEventConversationItemTruncated RealtimeBetaServerEventError RealtimeBetaServerEventErrorError RealtimeBetaServerEventInputAudioBufferCleared RealtimeBetaServerEventInputAudioBufferCommitted RealtimeBetaServerEventInputAudioBufferSpeechStarted RealtimeBetaServerEventInputAudioBufferSpeechStopped RealtimeBetaServerEventMCPListToolsCompleted RealtimeBetaServerEventMCPListToolsFailed RealtimeBetaServerEventMCPListToolsInProgress RealtimeBetaServerEventRateLimitsUpdated RealtimeBetaServerEventRateLimitsUpdatedRateLimit RealtimeBetaServerEventResponseAudioDelta RealtimeBetaServerEventResponseAudioDone RealtimeBetaServerEventResponseAudioTranscriptDelta RealtimeBetaServerEventResponseAudioTranscriptDone RealtimeBetaServerEventResponseContentPartAdded RealtimeBetaServerEventResponseContentPartAddedPart RealtimeBetaServerEventResponseContentPartDone RealtimeBetaServerEventResponseContentPartDonePart RealtimeBetaServerEventResponseCreated RealtimeBetaServerEventResponseDone RealtimeBetaServerEventResponseFunctionCallArgumentsDelta RealtimeBetaServerEventResponseFunctionCallArgumentsDone RealtimeBetaServerEventResponseMCPCallArgumentsDelta RealtimeBetaServerEventResponseMCPCallArgumentsDone RealtimeBetaServerEventResponseMCPCallCompleted RealtimeBetaServerEventResponseMCPCallFailed RealtimeBetaServerEventResponseMCPCallInProgress RealtimeBetaServerEventResponseOutputItemAdded RealtimeBetaServerEventResponseOutputItemDone RealtimeBetaServerEventResponseTextDelta RealtimeBetaServerEventResponseTextDone RealtimeBetaServerEventSessionCreated RealtimeBetaServerEventSessionUpdated RealtimeBetaServerEventTranscriptionSessionCreated RealtimeBetaServerEventTranscriptionSessionUpdated RealtimeClientEvent RealtimeClientEventConversationItemCreate RealtimeClientEventConversationItemDelete RealtimeClientEventConversationItemRetrieve RealtimeClientEventConversationItemTruncate RealtimeClientEventInputAudioBufferAppend RealtimeClientEventInputAudioBufferClear RealtimeClientEventInputAudioBufferCommit RealtimeClientEventOutputAudioBufferClear RealtimeClientEventResponseCancel RealtimeClientEventResponseCreate RealtimeClientEventSessionUpdate RealtimeClientEventTranscriptionSessionUpdate RealtimeConversationItem RealtimeConversationItemFunctionCall RealtimeConversationItemFunctionCallOutput RealtimeConversationItemMessageAssistant RealtimeConversationItemMessageAssistantContentItem RealtimeConversationItemMessageSystem RealtimeConversationItemMessageSystemContentItem RealtimeConversationItemMessageUser RealtimeConversationItemMessageUserContentItem RealtimeConversationItemWithReference RealtimeConversationItemWithReferenceContentItem RealtimeMCPApprovalRequest RealtimeMCPApprovalResponse RealtimeMCPHTTPError RealtimeMCPListTools RealtimeMCPProtocolError RealtimeMCPToolCall RealtimeMCPToolExecutionError RealtimeResponse RealtimeResponseAudio RealtimeResponseAudioOutput RealtimeResponseCreateParams RealtimeResponseCreateParamsAudio RealtimeResponseCreateParamsAudioOutput RealtimeResponseStatusDetails RealtimeResponseStatusDetailsError RealtimeResponseUsage RealtimeResponseUsageInputTokenDetails RealtimeResponseUsageInputTokenDetailsCachedTokensDetails RealtimeResponseUsageOutputTokenDetails RealtimeServerEvent RealtimeServerEventConversationCreated RealtimeServerEventConversationCreatedConversation RealtimeServerEventConversationItemAdded RealtimeServerEventConversationItemCreated RealtimeServerEventConversationItemDeleted RealtimeServerEventConversationItemDone RealtimeServerEventConversationItemInputAudioTranscriptionCompleted RealtimeServerEventConversationItemInputAudioTranscriptionDelta RealtimeServerEventConversationItemInputAudioTranscriptionFailed RealtimeServerEventConversationItemInputAudioTranscriptionFailedError RealtimeServerEventConversationItemInputAudioTranscriptionSegment RealtimeServerEventConversationItemRetrieved RealtimeServerEventConversationItemTruncated RealtimeServerEventError RealtimeServerEventErrorError RealtimeServerEventInputAudioBufferCleared RealtimeServerEventInputAudioBufferCommitted RealtimeServerEventInputAudioBufferDtmfEventReceived RealtimeServerEventInputAudioBufferSpeechStarted RealtimeServerEventInputAudioBufferSpeechStopped RealtimeServerEventInputAudioBufferTimeoutTriggered RealtimeServerEventMCPListToolsCompleted RealtimeServerEventMCPListToolsFailed RealtimeServerEventMCPListToolsInProgress RealtimeServerEventOutputAudioBufferCleared RealtimeServerEventOutputAudioBufferStarted RealtimeServerEventOutputAudioBufferStopped RealtimeServerEventRateLimitsUpdated RealtimeServerEventRateLimitsUpdatedRateLimit RealtimeServerEventResponseAudioDelta RealtimeServerEventResponseAudioDone RealtimeServerEventResponseAudioTranscriptDelta RealtimeServerEventResponseAudioTranscriptDone RealtimeServerEventResponseContentPartAdded RealtimeServerEventResponseContentPartAddedPart RealtimeServerEventResponseContentPartDone RealtimeServerEventResponseContentPartDonePart RealtimeServerEventResponseCreated RealtimeServerEventResponseDone RealtimeServerEventResponseFunctionCallArgumentsDelta RealtimeServerEventResponseFunctionCallArgumentsDone RealtimeServerEventResponseMCPCallArgumentsDelta RealtimeServerEventResponseMCPCallArgumentsDone RealtimeServerEventResponseMCPCallCompleted RealtimeServerEventResponseMCPCallFailed RealtimeServerEventResponseMCPCallInProgress RealtimeServerEventResponseOutputItemAdded RealtimeServerEventResponseOutputItemDone RealtimeServerEventResponseTextDelta RealtimeServerEventResponseTextDone RealtimeServerEventSessionCreated RealtimeServerEventSessionUpdated RealtimeServerEventTranscriptionSessionUpdated RealtimeSession RealtimeSessionInputAudioNoiseReduction RealtimeSessionTracing RealtimeTranslationClientEvent RealtimeTranslationClientEventInputAudioBufferAppend RealtimeTranslationClientEventSessionClose RealtimeTranslationClientEventSessionUpdate RealtimeTranslationServerEvent RealtimeTranslationServerEventSessionClosed RealtimeTranslationServerEventSessionCreated RealtimeTranslationServerEventSessionInputTranscriptDelta RealtimeTranslationServerEventSessionOutputAudioDelta RealtimeTranslationServerEventSessionOutputTranscriptDelta RealtimeTranslationServerEventSessionUpdated RealtimeTranslationSessionUpdateRequest RealtimeTranslationSessionUpdateRequestAudio RealtimeTranslationSessionUpdateRequestAudioInput RealtimeTranslationSessionUpdateRequestAudioInputNoiseReduction RealtimeTranslationSessionUpdateRequestAudioInputTranscription RealtimeTranslationSessionUpdateRequestAudioOutput ResponseFormatTextGrammar ResponseFormatTextPython ResponseWsError ResponsesClientEvent ResponsesClientEventResponseCreate ResponsesServerEvent ResponsesServerEvent1 ResponsesServerEvent10 ResponsesServerEvent11 ResponsesServerEvent12 ResponsesServerEvent13 ResponsesServerEvent14 ResponsesServerEvent15 ResponsesServerEvent16 ResponsesServerEvent17 ResponsesServerEvent18 ResponsesServerEvent19 ResponsesServerEvent2 ResponsesServerEvent20 ResponsesServerEvent21 ResponsesServerEvent22 ResponsesServerEvent23 ResponsesServerEvent24 ResponsesServerEvent25 ResponsesServerEvent26 ResponsesServerEvent27 ResponsesServerEvent28 ResponsesServerEvent29 ResponsesServerEvent3 ResponsesServerEvent30 ResponsesServerEvent31 ResponsesServerEvent32 ResponsesServerEvent33 ResponsesServerEvent34 ResponsesServerEvent35 ResponsesServerEvent36 ResponsesServerEvent37 ResponsesServerEvent38 ResponsesServerEvent39 ResponsesServerEvent4 ResponsesServerEvent40 ResponsesServerEvent41 ResponsesServerEvent42 ResponsesServerEvent43 ResponsesServerEvent44 ResponsesServerEvent45 ResponsesServerEvent46 ResponsesServerEvent47 ResponsesServerEvent48 ResponsesServerEvent49 ResponsesServerEvent5 ResponsesServerEvent50 ResponsesServerEvent51 ResponsesServerEvent52 ResponsesServerEvent53 ResponsesServerEvent54 ResponsesServerEvent55 ResponsesServerEvent56 ResponsesServerEvent57 ResponsesServerEvent6 ResponsesServerEvent7 ResponsesServerEvent8 ResponsesServerEvent9 ResponsesWebSocketStreamEvent ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent1 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent10 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent11 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent12 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent13 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent14 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent15 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent16 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent17 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent18 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent19 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent2 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent20 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent21 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent22 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent23 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent24 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent25 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent26 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent27 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent28 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent29 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent3 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent30 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent31 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent32 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent33 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent34 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent35 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent36 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent37 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent38 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent39 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent4 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent40 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent41 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent42 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent43 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent44 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent45 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent46 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent47 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent48 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent49 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent5 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent50 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent51 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent52 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent53 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent54 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent55 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent56 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent57 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent6 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent7 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent8 ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent9 RunStepStreamEvent RunStreamEvent ThreadStreamEvent TranscriptionChunkingStrategy",
    "files": "CreateFileRequest DeleteFileResponse ListFilesResponse",
    "files_and_uploads": "FileExpirationAfter OpenAIFile",
    "fine_tuning": "CreateFineTuningCheckpointPermissionRequest CreateFineTuningJobRequest CreateFineTuningJobRequestHyperparameters CreateFineTuningJobRequestHyperparametersBatchSize CreateFineTuningJobRequestHyperparametersLearningRateMultiplier CreateFineTuningJobRequestHyperparametersNEpochs CreateFineTuningJobRequestIntegration CreateFineTuningJobRequestIntegrationWandb DeleteFineTuningCheckpointPermissionResponse FineTuneDPOHyperparameters FineTuneDPOHyperparametersBatchSize FineTuneDPOHyperparametersBeta FineTuneDPOHyperparametersLearningRateMultiplier FineTuneDPOHyperparametersNEpochs FineTuneDPOMethod FineTuneMethod FineTuneReinforcementHyperparameters FineTuneReinforcementHyperparametersBatchSize FineTuneReinforcementHyperparametersComputeMultiplier FineTuneReinforcementHyperparametersEvalInterval FineTuneReinforcementHyperparametersEvalSamples FineTuneReinforcementHyperparametersLearningRateMultiplier FineTuneReinforcementHyperparametersNEpochs FineTuneReinforcementMethod FineTuneSupervisedHyperparameters FineTuneSupervisedHyperparametersBatchSize FineTuneSupervisedHyperparametersLearningRateMultiplier FineTuneSupervisedHyperparametersNEpochs FineTuneSupervisedMethod FineTuningCheckpointPermission FineTuningIntegration FineTuningIntegrationWandb FineTuningJob FineTuningJobCheckpoint FineTuningJobCheckpointMetrics FineTuningJobError FineTuningJobEvent FineTuningJobHyperparameters FineTuningJobHyperparametersBatchSize FineTuningJobHyperparametersLearningRateMultiplier FineTuningJobHyperparametersNEpochs FineTuningJobIntegrations GraderMulti ListFineTuningCheckpointPermissionResponse ListFineTuningJobCheckpointsResponse ListFineTuningJobEventsResponse ListPaginatedFineTuningJobsResponse RunGraderRequest RunGraderResponse RunGraderResponseMetadata RunGraderResponseMetadataErrors ValidateGraderRequest ValidateGraderResponse",
    "group_organization_role_assignments_and_project_group_role_assignments": "Group GroupRoleAssignment",
    "group_users": "CreateGroupUserBody GroupMemberUser GroupUser GroupUserAssignment GroupUserDeletedResource UserListResource",
    "groups": "CreateGroupBody GroupDeletedResource GroupListResource GroupResourceWithSuccess GroupResponse UpdateGroupBody",
    "hosted_tools": "HostedToolPermission HostedToolPermissionUpdate ProjectHostedToolPermissions ProjectHostedToolPermissionsUpdateRequest",
    "images": "CreateImageEditRequest CreateImageEditRequestImage CreateImageRequest CreateImageVariationRequest EditImageBodyJsonParam EditImageBodyJsonParamN EditImageBodyJsonParamOutputCompression Image ImageEditCompletedEvent ImageEditPartialImageEvent ImageEditStreamEvent ImageGenCompletedEvent ImageGenInputUsageDetails ImageGenOutputTokensDetails ImageGenPartialImageEvent ImageGenStreamEvent ImageGenUsage ImageRefParam ImageRefParamImageRefParam ImageRefParamImageRefParam1 ImagesResponse ImagesUsage ImagesUsageInputTokensDetails PartialImages PartialImagesPartialImages",
    "invites": "Invite InviteDeleteResponse InviteListResponse InviteProject InviteRequest InviteRequestProject",
    "models": "DeleteModelResponse ListModelsResponse Model",
    "moderations": "CreateModerationRequest CreateModerationRequestInputImageUrl CreateModerationRequestInputImageUrlImageUrl CreateModerationRequestInputText CreateModerationResponse CreateModerationResponseResult CreateModerationResponseResultCategories CreateModerationResponseResultCategoryAppliedInputTypes CreateModerationResponseResultCategoryScores",
    "project_groups": "InviteProjectGroupBody ProjectGroup ProjectGroupDeletedResource ProjectGroupListResource",
    "project_user_role_assignments_and_user_organization_role_assignments": "UserRoleAssignment",
    "project_user_role_assignments_and_user_organization_role_assignments_and_users": "User UserProjectsList UserProjectsListDatum UserUser",
    "projects": "CreateProjectServiceAccountApiKeyBody Project ProjectApiKey ProjectApiKeyDeleteResponse ProjectApiKeyListResponse ProjectApiKeyOwner ProjectApiKeyOwnerServiceAccount ProjectApiKeyOwnerUser ProjectCreateRequest ProjectListResponse ProjectModelPermissions ProjectModelPermissionsDeleteResponse ProjectModelPermissionsUpdateRequest ProjectRateLimit ProjectRateLimitListResponse ProjectRateLimitUpdateRequest ProjectServiceAccount ProjectServiceAccountApiKey ProjectServiceAccountCreateRequest ProjectServiceAccountCreateResponse ProjectServiceAccountDeleteResponse ProjectServiceAccountListResponse ProjectUpdateRequest ProjectUser ProjectUserCreateRequest ProjectUserDeleteResponse ProjectUserListResponse ProjectUserUpdateRequest PublicProjectResidency ServiceAccountApiKeyBody UpdateProjectServiceAccountBody",
    "realtime": "AudioTranscription AudioTranscriptionResponse NoiseReductionType RealtimeAudioFormats RealtimeAudioFormatsRealtimeAudioFormatsAudioPcm RealtimeAudioFormatsRealtimeAudioFormatsAudioPcma RealtimeAudioFormatsRealtimeAudioFormatsAudioPcmu RealtimeCallCreateRequest RealtimeCallReferRequest RealtimeCallRejectRequest RealtimeCreateClientSecretRequest RealtimeCreateClientSecretRequestExpiresAfter RealtimeCreateClientSecretResponse RealtimeFunctionTool RealtimeReasoning RealtimeReasoningEffort RealtimeSessionCreateRequest RealtimeSessionCreateRequestClientSecret RealtimeSessionCreateRequestGA RealtimeSessionCreateRequestGAAudio RealtimeSessionCreateRequestGAAudioInput RealtimeSessionCreateRequestGAAudioInputNoiseReduction RealtimeSessionCreateRequestGAAudioOutput RealtimeSessionCreateRequestGATracing RealtimeSessionCreateRequestInputAudioTranscription RealtimeSessionCreateRequestTool RealtimeSessionCreateRequestTracing RealtimeSessionCreateRequestTurnDetection RealtimeSessionCreateResponse RealtimeSessionCreateResponseAudio RealtimeSessionCreateResponseAudioInput RealtimeSessionCreateResponseAudioInputNoiseReduction RealtimeSessionCreateResponseAudioInputTurnDetection RealtimeSessionCreateResponseAudioOutput RealtimeSessionCreateResponseGA RealtimeSessionCreateResponseGAAudio RealtimeSessionCreateResponseGAAudioInput RealtimeSessionCreateResponseGAAudioInputNoiseReduction RealtimeSessionCreateResponseGAAudioOutput RealtimeSessionCreateResponseGATracing RealtimeSessionCreateResponseTracing RealtimeSessionCreateResponseTurnDetection RealtimeTranscriptionSessionCreateRequest RealtimeTranscriptionSessionCreateRequestGA RealtimeTranscriptionSessionCreateRequestGAAudio RealtimeTranscriptionSessionCreateRequestGAAudioInput RealtimeTranscriptionSessionCreateRequestGAAudioInputNoiseReduction RealtimeTranscriptionSessionCreateRequestInputAudioNoiseReduction RealtimeTranscriptionSessionCreateRequestTurnDetection RealtimeTranscriptionSessionCreateResponse RealtimeTranscriptionSessionCreateResponseClientSecret RealtimeTranscriptionSessionCreateResponseGA RealtimeTranscriptionSessionCreateResponseGAAudio RealtimeTranscriptionSessionCreateResponseGAAudioInput RealtimeTranscriptionSessionCreateResponseGAAudioInputNoiseReduction RealtimeTranscriptionSessionCreateResponseGAAudioInputTurnDetection RealtimeTranscriptionSessionCreateResponseTurnDetection RealtimeTranslationClientSecretCreateRequest RealtimeTranslationClientSecretCreateRequestExpiresAfter RealtimeTranslationClientSecretCreateResponse RealtimeTranslationSession RealtimeTranslationSessionAudio RealtimeTranslationSessionAudioInput RealtimeTranslationSessionAudioInputNoiseReduction RealtimeTranslationSessionAudioInputTranscription RealtimeTranslationSessionAudioOutput RealtimeTranslationSessionCreateRequest RealtimeTranslationSessionCreateRequestAudio RealtimeTranslationSessionCreateRequestAudioInput RealtimeTranslationSessionCreateRequestAudioInputNoiseReduction RealtimeTranslationSessionCreateRequestAudioInputTranscription RealtimeTranslationSessionCreateRequestAudioOutput RealtimeTruncation RealtimeTruncationRealtimeTruncationRetentionRatio RealtimeTruncationRealtimeTruncationRetentionRatioTokenLimits RealtimeTurnDetection RealtimeTurnDetectionRealtimeTurnDetectionSemanticVad RealtimeTurnDetectionRealtimeTurnDetectionServerVad RealtimeTurnDetectionRealtimeTurnDetectionServerVadIdleTimeoutMs",
    "realtime_and_responses": "Prompt PromptPrompt ResponsePromptVariables ToolChoiceFunction ToolChoiceMCP ToolChoiceOptions",
    "responses": "BetaAdditionalTools BetaAdditionalToolsItemParam BetaAgentMessage BetaAgentMessageContent BetaAgentMessageItemParam BetaAgentMessageItemParamContent BetaAgentTag BetaAgentTagParam BetaApplyPatchToolCall BetaApplyPatchToolCallItemParam BetaApplyPatchToolCallOutput BetaApplyPatchToolCallOutputItemParam BetaCodeInterpreterToolCall BetaCompactResource BetaCompactResponseMethodPublicBody BetaCompactionBody BetaCompactionSummaryItemParam BetaCompactionTriggerItemParam BetaComputerCallOutputItemParam BetaComputerToolCall BetaComputerToolCallOutputResource BetaCreateResponse BetaCreateResponseContextManagement BetaCreateResponseMaxOutputTokens BetaCustomToolCall BetaCustomToolCallOutput BetaCustomToolCallOutputResource BetaCustomToolCallResource BetaEncryptedContent BetaEncryptedContentParam BetaFileSearchTool BetaFileSearchToolCall BetaFilters BetaFunctionCallOutputItemParam BetaFunctionShellCall BetaFunctionShellCallItemParam BetaFunctionShellCallOutput BetaFunctionShellCallOutputItemParam BetaFunctionToolCall BetaFunctionToolCallOutput BetaFunctionToolCallOutputResource BetaFunctionToolCallResource BetaImageGenToolCall BetaInputItem BetaInputMessage BetaInputMessageResource BetaInputParam BetaItemField BetaItemReferenceParam BetaItemResource BetaLocalShellToolCall BetaLocalShellToolCallOutput BetaMCPApprovalRequest BetaMCPApprovalResponse BetaMCPApprovalResponseResource BetaMCPListTools BetaMCPToolCall BetaMessage BetaMessageContent BetaMultiAgentAction BetaMultiAgentAction1 BetaMultiAgentCall BetaMultiAgentCallItemParam BetaMultiAgentCallOutput BetaMultiAgentCallOutputItemParam BetaMultiAgentParam BetaOutputItem BetaOutputMessage BetaOutputTextContentParam BetaOutputTextContentParamAnnotations BetaProgram BetaProgramItemParam BetaProgramOutput BetaProgramOutputItemParam BetaReasoningItem BetaResponse BetaResponseAudioDeltaEvent BetaResponseAudioDoneEvent BetaResponseAudioTranscriptDeltaEvent BetaResponseAudioTranscriptDoneEvent BetaResponseCodeInterpreterCallCodeDeltaEvent BetaResponseCodeInterpreterCallCodeDoneEvent BetaResponseCodeInterpreterCallCompletedEvent BetaResponseCodeInterpreterCallInProgressEvent BetaResponseCodeInterpreterCallInterpretingEvent BetaResponseCompletedEvent BetaResponseContentPartAddedEvent BetaResponseContentPartDoneEvent BetaResponseCreatedEvent BetaResponseCustomToolCallInputDeltaEvent BetaResponseCustomToolCallInputDoneEvent BetaResponseErrorEvent BetaResponseFailedEvent BetaResponseFileSearchCallCompletedEvent BetaResponseFileSearchCallInProgressEvent BetaResponseFileSearchCallSearchingEvent BetaResponseFunctionCallArgumentsDeltaEvent BetaResponseFunctionCallArgumentsDoneEvent BetaResponseImageGenCallCompletedEvent BetaResponseImageGenCallGeneratingEvent BetaResponseImageGenCallInProgressEvent BetaResponseImageGenCallPartialImageEvent BetaResponseInProgressEvent BetaResponseIncompleteDetails BetaResponseIncompleteEvent BetaResponseItemList BetaResponseMCPCallArgumentsDeltaEvent BetaResponseMCPCallArgumentsDoneEvent BetaResponseMCPCallCompletedEvent BetaResponseMCPCallFailedEvent BetaResponseMCPCallInProgressEvent BetaResponseMCPListToolsCompletedEvent BetaResponseMCPListToolsFailedEvent BetaResponseMCPListToolsInProgressEvent BetaResponseOutputItemAddedEvent BetaResponseOutputItemDoneEvent BetaResponseOutputTextAnnotationAddedEvent BetaResponseProperties BetaResponseQueuedEvent BetaResponseReasoningSummaryPartAddedEvent BetaResponseReasoningSummaryPartDoneEvent BetaResponseReasoningSummaryTextDeltaEvent BetaResponseReasoningSummaryTextDoneEvent BetaResponseReasoningTextDeltaEvent BetaResponseReasoningTextDoneEvent BetaResponseRefusalDeltaEvent BetaResponseRefusalDoneEvent BetaResponseShellCallCommandAddedStreamingEvent BetaResponseShellCallCommandDeltaStreamingEvent BetaResponseShellCallCommandDoneStreamingEvent BetaResponseShellCallOutputContentDeltaStreamingEvent BetaResponseShellCallOutputContentDoneStreamingEvent BetaResponseStreamEvent BetaResponseTextDeltaEvent BetaResponseTextDoneEvent BetaResponseWebSearchCallCompletedEvent BetaResponseWebSearchCallInProgressEvent BetaResponseWebSearchCallSearchingEvent BetaTokenCountsBody BetaTool BetaToolSearchCall BetaToolSearchCallItemParam BetaToolSearchOutput BetaToolSearchOutputItemParam BetaToolsArray BetaWebSearchToolCall CompactResource CompactResponseMethodPublicBody CompactResponseMethodPublicBodyInput CompactResponseMethodPublicBodyPromptCacheKey ContainerFileCitationParam ContextManagement ContextManagementParam ContextManagementParamCompactThreshold ConversationParam ConversationParam2 CreateModelResponseProperties CreateResponse CustomToolCallOutputResource CustomToolCallResource FileCitationParam FunctionToolCallOutput IncompleteDetails InputMessageResource InputParam ItemField ItemResource MaxOutputTokens ModelIdsCompaction ModelIdsResponses ModelResponseProperties ModelResponsePropertiesTopLogprobs Moderation ModerationErrorBody OutputContent OutputItem PersonalityEnum PromptCacheOptions PromptCacheRetentionEnum Reasoning ReasoningModeEnum Response ResponseAudioDeltaEvent ResponseAudioDoneEvent ResponseAudioTranscriptDeltaEvent ResponseAudioTranscriptDoneEvent ResponseCodeInterpreterCallCodeDeltaEvent ResponseCodeInterpreterCallCodeDoneEvent ResponseCodeInterpreterCallCompletedEvent ResponseCodeInterpreterCallInProgressEvent ResponseCodeInterpreterCallInterpretingEvent ResponseCompletedEvent ResponseContentPartAddedEvent ResponseContentPartDoneEvent ResponseConversation ResponseCreatedEvent ResponseCustomToolCallInputDeltaEvent ResponseCustomToolCallInputDoneEvent ResponseError ResponseErrorCode ResponseErrorEvent ResponseErrorResponseError ResponseFailedEvent ResponseFileSearchCallCompletedEvent ResponseFileSearchCallInProgressEvent ResponseFileSearchCallSearchingEvent ResponseFunctionCallArgumentsDeltaEvent ResponseFunctionCallArgumentsDoneEvent ResponseImageGenCallCompletedEvent ResponseImageGenCallGeneratingEvent ResponseImageGenCallInProgressEvent ResponseImageGenCallPartialImageEvent ResponseInProgressEvent ResponseIncompleteEvent ResponseItemList ResponseLogProb ResponseLogProbTopLogprob ResponseMCPCallArgumentsDeltaEvent ResponseMCPCallArgumentsDoneEvent ResponseMCPCallCompletedEvent ResponseMCPCallFailedEvent ResponseMCPCallInProgressEvent ResponseMCPListToolsCompletedEvent ResponseMCPListToolsFailedEvent ResponseMCPListToolsInProgressEvent ResponseOutputItemAddedEvent ResponseOutputItemDoneEvent ResponseOutputTextAnnotationAddedEvent ResponseProperties ResponseQueuedEvent ResponseReasoningSummaryPartAddedEvent ResponseReasoningSummaryPartAddedEventPart ResponseReasoningSummaryPartDoneEvent ResponseReasoningSummaryPartDoneEventPart ResponseReasoningSummaryTextDeltaEvent ResponseReasoningSummaryTextDoneEvent ResponseReasoningTextDeltaEvent ResponseReasoningTextDoneEvent ResponseRefusalDeltaEvent ResponseRefusalDoneEvent ResponseShellCallCommandAddedStreamingEvent ResponseShellCallCommandDeltaStreamingEvent ResponseShellCallCommandDoneStreamingEvent ResponseShellCallOutputContentDeltaStreamingEvent ResponseShellCallOutputContentDoneStreamingEvent ResponseStreamEvent ResponseStreamOptions ResponseStreamOptionsResponseStreamOptions ResponseTextDeltaEvent ResponseTextDoneEvent ResponseTextParam ResponseUsage ResponseUsageInputTokensDetails ResponseUsageOutputTokensDetails ResponseWebSearchCallCompletedEvent ResponseWebSearchCallInProgressEvent ResponseWebSearchCallSearchingEvent ServiceTierEnum ServiceTierResponses ShellCallOutputDelta SpecificApplyPatchParam SpecificFunctionShellParam SpecificProgrammaticToolCallingParam TokenCountsBody TokenCountsBodyInput TokenCountsResource ToolChoiceAllowed ToolChoiceCustom ToolChoiceParam ToolChoiceTypes ToolsArray TruncationEnum UrlCitationParam",
    "roles": "PublicCreateOrganizationRoleBody PublicRoleListResource PublicUpdateOrganizationRoleBody RoleDeletedResource",
    "shared_by_41_d613eb": "Error ErrorResponse",
    "shared_by_4_77e27a": "AssignedRoleDetails AssignedRoleDetailsAssignmentSource DeletedRoleAssignmentResource PublicAssignOrganizationGroupRoleBody RoleListResource",
    "shared_by_4_79402e": "InputFidelity",
    "shared_by_4_94b93c": "ContainerNetworkPolicyAllowlistParam ContainerNetworkPolicyDisabledParam ContainerNetworkPolicyDomainSecretParam InlineSkillParam InlineSkillSourceParam SkillReferenceParam",
    "shared_by_4_a0e00c": "ResponseFormatJsonObject ResponseFormatJsonSchemaSchema ResponseFormatText",
    "shared_by_4_d61057": "ComparisonFilter CompoundFilter CompoundFilterFilters",
    "shared_by_4_e5b4fe": "CallableToolAllowedCaller FileInputDetail ImageDetail InputFileContent InputImageContent MCPTool MCPToolAllowedCallers MCPToolFilter MCPToolRequireApproval",
    "shared_by_5_6d134f": "ReasoningEffort",
    "shared_by_5_acfa6c": "Role",
    "shared_by_5_f02995": "InputTextContent PromptCacheBreakpointConfig",
    "shared_by_8_426266": "Metadata",
    "skills": "CreateSkillBody CreateSkillBodyFiles CreateSkillVersionBody CreateSkillVersionBodyFiles DeletedSkillResource DeletedSkillVersionResource SetDefaultSkillVersionBody SkillListResource SkillResource SkillVersionListResource SkillVersionResource",
    "spend_alerts": "CreateSpendAlertBody OrganizationSpendAlert OrganizationSpendAlertDeletedResource OrganizationSpendAlertListResource ProjectSpendAlert ProjectSpendAlertDeletedResource ProjectSpendAlertListResource SpendAlertNotificationChannel",
    "spend_limits": "OrganizationSpendLimitDeletedResource OrganizationSpendLimitResource ProjectSpendLimitDeletedResource ProjectSpendLimitResource SpendLimitCurrency SpendLimitEnforcement SpendLimitEnforcementStatus SpendLimitInterval UpdateOrganizationSpendLimitBody UpdateProjectSpendLimitBody",
    "uploads": "AddUploadPartRequest CompleteUploadRequest CreateUploadRequest Upload UploadPart",
    "usage": "CostsResult CostsResultAmount UsageAudioSpeechesResult UsageAudioTranscriptionsResult UsageCodeInterpreterSessionsResult UsageCompletionsResult UsageEmbeddingsResult UsageFileSearchCallsResult UsageImagesResult UsageModerationsResult UsageResponse UsageTimeBucket UsageTimeBucketResults UsageVectorStoresResult UsageWebSearchCallsResult",
    "users": "UserDeleteResponse UserListResponse UserRoleUpdateRequest",
    "vector_stores": "AutoChunkingStrategyRequestParam ChunkingStrategyRequestParam CreateVectorStoreFileBatchRequest CreateVectorStoreFileRequest CreateVectorStoreRequest DeleteVectorStoreFileResponse DeleteVectorStoreResponse ListVectorStoreFilesResponse ListVectorStoresResponse OtherChunkingStrategyResponseParam StaticChunkingStrategy StaticChunkingStrategyRequestParam StaticChunkingStrategyResponseParam UpdateVectorStoreFileAttributesRequest UpdateVectorStoreRequest VectorStoreExpirationAfter VectorStoreFileBatchObject VectorStoreFileBatchObjectFileCounts VectorStoreFileContentResponse VectorStoreFileContentResponseDatum VectorStoreFileObject VectorStoreFileObjectLastError VectorStoreObject VectorStoreObjectFileCounts VectorStoreSearchRequest VectorStoreSearchRequestQueryItem VectorStoreSearchRequestRankingOptions VectorStoreSearchResultContentObject VectorStoreSearchResultItem VectorStoreSearchResultsPage VectorStoreSearchResultsPageSearchQueryItem",
    "videos": "CreateVideoCharacterBody CreateVideoEditJsonBody CreateVideoEditMultipartBody CreateVideoExtendJsonBody CreateVideoExtendMultipartBody CreateVideoJsonBody CreateVideoMultipartBody CreateVideoRemixBody DeletedVideoResource Error2 ImageRefParam2 VideoCharacterResource VideoContentVariant VideoListResource VideoModel VideoReferenceInputParam VideoResource VideoSeconds VideoSize VideoStatus",
    "webhooks": "WebhookBatchCancelled WebhookBatchCancelledData WebhookBatchCompleted WebhookBatchCompletedData WebhookBatchExpired WebhookBatchExpiredData WebhookBatchFailed WebhookBatchFailedData WebhookEvalRunCanceled WebhookEvalRunCanceledData WebhookEvalRunFailed WebhookEvalRunFailedData WebhookEvalRunSucceeded WebhookEvalRunSucceededData WebhookFineTuningJobCancelled WebhookFineTuningJobCancelledData WebhookFineTuningJobFailed WebhookFineTuningJobFailedData WebhookFineTuningJobSucceeded WebhookFineTuningJobSucceededData WebhookLiveCallIncoming WebhookLiveCallIncomingData WebhookLiveCallIncomingDataSipHeader WebhookRealtimeCallIncoming WebhookRealtimeCallIncomingData WebhookRealtimeCallIncomingDataSipHeader WebhookResponseCancelled WebhookResponseCancelledData WebhookResponseCompleted WebhookResponseCompletedData WebhookResponseFailed WebhookResponseFailedData WebhookResponseIncomplete WebhookResponseIncompleteData",
}
"""Module -> the names in it."""

TWINS: dict[str, str] = {
    "BetaAnnotation": "Annotation",
    "BetaApplyPatchCallOutputStatus": "ApplyPatchCallOutputStatus",
    "BetaApplyPatchCallOutputStatusParam": "ApplyPatchCallOutputStatusParam",
    "BetaApplyPatchCallStatus": "ApplyPatchCallStatus",
    "BetaApplyPatchCallStatusParam": "ApplyPatchCallStatusParam",
    "BetaApplyPatchCreateFileOperation": "ApplyPatchCreateFileOperation",
    "BetaApplyPatchCreateFileOperationParam": "ApplyPatchCreateFileOperationParam",
    "BetaApplyPatchDeleteFileOperation": "ApplyPatchDeleteFileOperation",
    "BetaApplyPatchDeleteFileOperationParam": "ApplyPatchDeleteFileOperationParam",
    "BetaApplyPatchOperationParam": "ApplyPatchOperationParam",
    "BetaApplyPatchToolCallOutputItemParamOutput": "ApplyPatchToolCallOutputItemParamOutput",
    "BetaApplyPatchToolParam": "ApplyPatchToolParam",
    "BetaApplyPatchToolParamAllowedCallers": "ApplyPatchToolParamAllowedCallers",
    "BetaApplyPatchUpdateFileOperation": "ApplyPatchUpdateFileOperation",
    "BetaApplyPatchUpdateFileOperationParam": "ApplyPatchUpdateFileOperationParam",
    "BetaApproximateLocation": "ApproximateLocation",
    "BetaAutoCodeInterpreterToolParam": "AutoCodeInterpreterToolParam",
    "BetaCallableToolAllowedCaller": "CallableToolAllowedCaller",
    "BetaClickButtonType": "ClickButtonType",
    "BetaClickParam": "ClickParam",
    "BetaCodeInterpreterOutputImage": "CodeInterpreterOutputImage",
    "BetaCodeInterpreterOutputLogs": "CodeInterpreterOutputLogs",
    "BetaCodeInterpreterTool": "CodeInterpreterTool",
    "BetaCodeInterpreterToolAllowedCallers": "CodeInterpreterToolAllowedCallers",
    "BetaCodeInterpreterToolCallOutputs": "CodeInterpreterToolCallOutputs",
    "BetaCompactResponseMethodPublicBodyInput": "CompactResponseMethodPublicBodyInput",
    "BetaCompactResponseMethodPublicBodyPromptCacheKey": "CompactResponseMethodPublicBodyPromptCacheKey",
    "BetaComparisonFilter": "ComparisonFilter",
    "BetaCompoundFilter": "CompoundFilter",
    "BetaCompoundFilterFilters": "CompoundFilterFilters",
    "BetaComputerAction": "ComputerAction",
    "BetaComputerActionList": "ComputerActionList",
    "BetaComputerCallOutputStatus": "ComputerCallOutputStatus",
    "BetaComputerCallSafetyCheckParam": "ComputerCallSafetyCheckParam",
    "BetaComputerEnvironment": "ComputerEnvironment",
    "BetaComputerScreenshotContent": "ComputerScreenshotContent",
    "BetaComputerScreenshotImage": "ComputerScreenshotImage",
    "BetaComputerTool": "ComputerTool",
    "BetaComputerUsePreviewTool": "ComputerUsePreviewTool",
    "BetaContainerAutoParam": "ContainerAutoParam",
    "BetaContainerAutoParamSkills": "ContainerAutoParamSkills",
    "BetaContainerFileCitationBody": "ContainerFileCitationBody",
    "BetaContainerFileCitationParam": "ContainerFileCitationParam",
    "BetaContainerMemoryLimit": "ContainerMemoryLimit",
    "BetaContainerNetworkPolicyAllowlistParam": "ContainerNetworkPolicyAllowlistParam",
    "BetaContainerNetworkPolicyDisabledParam": "ContainerNetworkPolicyDisabledParam",
    "BetaContainerNetworkPolicyDomainSecretParam": "ContainerNetworkPolicyDomainSecretParam",
    "BetaContainerReferenceParam": "ContainerReferenceParam",
    "BetaContainerReferenceResource": "ContainerReferenceResource",
    "BetaContent": "Content",
    "BetaContextManagementParam": "ContextManagementParam",
    "BetaContextManagementParamCompactThreshold": "ContextManagementParamCompactThreshold",
    "BetaConversationParam": "ConversationParam",
    "BetaConversationParam2": "ConversationParam2",
    "BetaCoordParam": "CoordParam",
    "BetaCreateModelResponseProperties": "CreateModelResponseProperties",
    "BetaCustomGrammarFormatParam": "CustomGrammarFormatParam",
    "BetaCustomTextFormatParam": "CustomTextFormatParam",
    "BetaCustomToolParam": "CustomToolParam",
    "BetaCustomToolParamAllowedCallers": "CustomToolParamAllowedCallers",
    "BetaDetailEnum": "DetailEnum",
    "BetaDirectToolCallCaller": "DirectToolCallCaller",
    "BetaDirectToolCallCallerParam": "DirectToolCallCallerParam",
    "BetaDoubleClickAction": "DoubleClickAction",
    "BetaDragParam": "DragParam",
    "BetaEasyInputMessage": "EasyInputMessage",
    "BetaEasyInputMessageContentItem": "EasyInputMessageContentItem",
    "BetaEmptyModelParam": "EmptyModelParam",
    "BetaError": "Error",
    "BetaErrorPayload": "ErrorPayload",
    "BetaFileCitationBody": "FileCitationBody",
    "BetaFileCitationParam": "FileCitationParam",
    "BetaFileDetailEnum": "FileDetailEnum",
    "BetaFileInputDetail": "FileInputDetail",
    "BetaFilePath": "FilePath",
    "BetaFileSearchToolCallResult": "FileSearchToolCallResult",
    "BetaFunctionAndCustomToolCallOutput": "FunctionAndCustomToolCallOutput",
    "BetaFunctionCallItemStatus": "FunctionCallItemStatus",
    "BetaFunctionCallOutputItemParamCallId": "FunctionCallOutputItemParamCallId",
    "BetaFunctionCallOutputItemParamName": "FunctionCallOutputItemParamName",
    "BetaFunctionCallOutputItemParamNamespace": "FunctionCallOutputItemParamNamespace",
    "BetaFunctionCallOutputItemParamOutput": "FunctionCallOutputItemParamOutput",
    "BetaFunctionCallOutputItemParamOutput1": "FunctionCallOutputItemParamOutput1",
    "BetaFunctionCallOutputStatusEnum": "FunctionCallOutputStatusEnum",
    "BetaFunctionCallStatus": "FunctionCallStatus",
    "BetaFunctionShellAction": "FunctionShellAction",
    "BetaFunctionShellActionParam": "FunctionShellActionParam",
    "BetaFunctionShellCallItemStatus": "FunctionShellCallItemStatus",
    "BetaFunctionShellCallOutputContent": "FunctionShellCallOutputContent",
    "BetaFunctionShellCallOutputContentParam": "FunctionShellCallOutputContentParam",
    "BetaFunctionShellCallOutputExitOutcome": "FunctionShellCallOutputExitOutcome",
    "BetaFunctionShellCallOutputExitOutcomeParam": "FunctionShellCallOutputExitOutcomeParam",
    "BetaFunctionShellCallOutputOutcomeParam": "FunctionShellCallOutputOutcomeParam",
    "BetaFunctionShellCallOutputStatusEnum": "FunctionShellCallOutputStatusEnum",
    "BetaFunctionShellCallOutputTimeoutOutcome": "FunctionShellCallOutputTimeoutOutcome",
    "BetaFunctionShellCallOutputTimeoutOutcomeParam": "FunctionShellCallOutputTimeoutOutcomeParam",
    "BetaFunctionShellCallStatus": "FunctionShellCallStatus",
    "BetaFunctionShellToolParam": "FunctionShellToolParam",
    "BetaFunctionShellToolParamAllowedCallers": "FunctionShellToolParamAllowedCallers",
    "BetaFunctionTool": "FunctionTool",
    "BetaFunctionToolParam": "FunctionToolParam",
    "BetaFunctionToolParamAllowedCallers": "FunctionToolParamAllowedCallers",
    "BetaGrammarSyntax1": "GrammarSyntax1",
    "BetaHTTPError": "HTTPError",
    "BetaHybridSearchOptions": "HybridSearchOptions",
    "BetaImageDetail": "ImageDetail",
    "BetaImageGenActionEnum": "ImageGenActionEnum",
    "BetaImageGenTool": "ImageGenTool",
    "BetaImageGenToolInputImageMask": "ImageGenToolInputImageMask",
    "BetaIncludeEnum": "IncludeEnum",
    "BetaInlineSkillParam": "InlineSkillParam",
    "BetaInlineSkillSourceParam": "InlineSkillSourceParam",
    "BetaInputAudio": "InputAudio",
    "BetaInputAudioInputAudio": "InputAudioInputAudio",
    "BetaInputContent": "InputContent",
    "BetaInputFidelity": "InputFidelity",
    "BetaInputFileContent": "InputFileContent",
    "BetaInputFileContentParam": "InputFileContentParam",
    "BetaInputFileContentParamFileData": "InputFileContentParamFileData",
    "BetaInputImageContent": "InputImageContent",
    "BetaInputImageContentParamAutoParam": "InputImageContentParamAutoParam",
    "BetaInputImageContentParamAutoParamImageUrl": "InputImageContentParamAutoParamImageUrl",
    "BetaInputMessageContentList": "InputMessageContentList",
    "BetaInputTextContent": "InputTextContent",
    "BetaInputTextContentParam": "InputTextContentParam",
    "BetaKeyPressAction": "KeyPressAction",
    "BetaLocalEnvironmentParam": "LocalEnvironmentParam",
    "BetaLocalEnvironmentResource": "LocalEnvironmentResource",
    "BetaLocalShellExecAction": "LocalShellExecAction",
    "BetaLocalShellToolParam": "LocalShellToolParam",
    "BetaLocalSkillParam": "LocalSkillParam",
    "BetaLogProb": "LogProb",
    "BetaMCPListToolsTool": "MCPListToolsTool",
    "BetaMCPProtocolError": "MCPProtocolError",
    "BetaMCPTool": "MCPTool",
    "BetaMCPToolAllowedCallers": "MCPToolAllowedCallers",
    "BetaMCPToolCallError": "MCPToolCallError",
    "BetaMCPToolCallStatus": "MCPToolCallStatus",
    "BetaMCPToolExecutionError": "MCPToolExecutionError",
    "BetaMCPToolFilter": "MCPToolFilter",
    "BetaMCPToolRequireApproval": "MCPToolRequireApproval",
    "BetaMessagePhase": "MessagePhase",
    "BetaMessagePhase2": "MessagePhase2",
    "BetaMessageRole": "MessageRole",
    "BetaMessageStatus": "MessageStatus",
    "BetaMetadata": "Metadata",
    "BetaModelIdsCompaction": "ModelIdsCompaction",
    "BetaModelIdsResponses": "ModelIdsResponses",
    "BetaModelIdsShared": "ModelIdsShared",
    "BetaModelResponseProperties": "ModelResponseProperties",
    "BetaModelResponsePropertiesSafetyIdentifier": "ModelResponsePropertiesSafetyIdentifier",
    "BetaModelResponsePropertiesTemperature": "ModelResponsePropertiesTemperature",
    "BetaModelResponsePropertiesTopLogprobs": "ModelResponsePropertiesTopLogprobs",
    "BetaModelResponsePropertiesTopP": "ModelResponsePropertiesTopP",
    "BetaModeration": "Moderation",
    "BetaModerationConfigParam": "ModerationConfigParam",
    "BetaModerationErrorBody": "ModerationErrorBody",
    "BetaModerationInputType": "ModerationInputType",
    "BetaModerationMode": "ModerationMode",
    "BetaModerationParam": "ModerationParam",
    "BetaModerationPolicyParam": "ModerationPolicyParam",
    "BetaModerationResultBody": "ModerationResultBody",
    "BetaMoveParam": "MoveParam",
    "BetaNamespaceToolParam": "NamespaceToolParam",
    "BetaNamespaceToolParamTools": "NamespaceToolParamTools",
    "BetaOutputAudio": "OutputAudio",
    "BetaOutputContent": "OutputContent",
    "BetaOutputMessageContent": "OutputMessageContent",
    "BetaOutputTextContent": "OutputTextContent",
    "BetaPersonalityEnum": "PersonalityEnum",
    "BetaProgramOutputItemStatus": "ProgramOutputItemStatus",
    "BetaProgramOutputStatus": "ProgramOutputStatus",
    "BetaProgramToolCallCaller": "ProgramToolCallCaller",
    "BetaProgramToolCallCallerParam": "ProgramToolCallCallerParam",
    "BetaProgrammaticToolCallingParam": "ProgrammaticToolCallingParam",
    "BetaPrompt": "Prompt",
    "BetaPromptBetaPrompt": "PromptPrompt",
    "BetaPromptCacheBreakpointConfig": "PromptCacheBreakpointConfig",
    "BetaPromptCacheBreakpointParam": "PromptCacheBreakpointParam",
    "BetaPromptCacheModeEnum": "PromptCacheModeEnum",
    "BetaPromptCacheOptions": "PromptCacheOptions",
    "BetaPromptCacheOptionsParam": "PromptCacheOptionsParam",
    "BetaPromptCacheRetentionEnum": "PromptCacheRetentionEnum",
    "BetaPromptCacheTTLEnum": "PromptCacheTTLEnum",
    "BetaRankerVersionType": "RankerVersionType",
    "BetaRankingOptions": "RankingOptions",
    "BetaReasoning": "Reasoning",
    "BetaReasoningEffort": "ReasoningEffort",
    "BetaReasoningModeEnum": "ReasoningModeEnum",
    "BetaReasoningTextContent": "ReasoningTextContent",
    "BetaRefusalContent": "RefusalContent",
    "BetaResponseConversation": "ResponseConversation",
    "BetaResponseError": "ResponseError",
    "BetaResponseErrorBetaResponseError": "ResponseErrorResponseError",
    "BetaResponseErrorCode": "ResponseErrorCode",
    "BetaResponseFormatJsonObject": "ResponseFormatJsonObject",
    "BetaResponseFormatJsonSchemaSchema": "ResponseFormatJsonSchemaSchema",
    "BetaResponseFormatText": "ResponseFormatText",
    "BetaResponseLogProb": "ResponseLogProb",
    "BetaResponseLogProbTopLogprob": "ResponseLogProbTopLogprob",
    "BetaResponsePromptVariables": "ResponsePromptVariables",
    "BetaResponseReasoningSummaryPartAddedEventPart": "ResponseReasoningSummaryPartAddedEventPart",
    "BetaResponseReasoningSummaryPartDoneEventPart": "ResponseReasoningSummaryPartDoneEventPart",
    "BetaResponseStreamOptions": "ResponseStreamOptions",
    "BetaResponseStreamOptionsBetaResponseStreamOptions": "ResponseStreamOptionsResponseStreamOptions",
    "BetaResponseTextParam": "ResponseTextParam",
    "BetaResponseUsage": "ResponseUsage",
    "BetaResponseUsageInputTokensDetails": "ResponseUsageInputTokensDetails",
    "BetaResponseUsageOutputTokensDetails": "ResponseUsageOutputTokensDetails",
    "BetaResponsesWebSocketStreamEventBetaResponsesWebSocketStreamEvent": "ResponsesWebSocketStreamEventResponsesWebSocketStreamEvent",
    "BetaScreenshotParam": "ScreenshotParam",
    "BetaScrollParam": "ScrollParam",
    "BetaSearchContentType": "SearchContentType",
    "BetaSearchContextSize": "SearchContextSize",
    "BetaServiceTierEnum": "ServiceTierEnum",
    "BetaServiceTierResponses": "ServiceTierResponses",
    "BetaShellCallOutputDelta": "ShellCallOutputDelta",
    "BetaSkillReferenceParam": "SkillReferenceParam",
    "BetaSpecificApplyPatchParam": "SpecificApplyPatchParam",
    "BetaSpecificFunctionShellParam": "SpecificFunctionShellParam",
    "BetaSpecificProgrammaticToolCallingParam": "SpecificProgrammaticToolCallingParam",
    "BetaSummaryTextContent": "SummaryTextContent",
    "BetaTextContent": "TextContent",
    "BetaTextResponseFormatConfiguration": "TextResponseFormatConfiguration",
    "BetaTextResponseFormatJsonSchema": "TextResponseFormatJsonSchema",
    "BetaTokenCountsBodyInput": "TokenCountsBodyInput",
    "BetaTokenCountsResource": "TokenCountsResource",
    "BetaToolCallCaller": "ToolCallCaller",
    "BetaToolCallCallerParam": "ToolCallCallerParam",
    "BetaToolChoiceAllowed": "ToolChoiceAllowed",
    "BetaToolChoiceCustom": "ToolChoiceCustom",
    "BetaToolChoiceFunction": "ToolChoiceFunction",
    "BetaToolChoiceMCP": "ToolChoiceMCP",
    "BetaToolChoiceOptions": "ToolChoiceOptions",
    "BetaToolChoiceParam": "ToolChoiceParam",
    "BetaToolChoiceTypes": "ToolChoiceTypes",
    "BetaToolSearchCallItemParamCallId": "ToolSearchCallItemParamCallId",
    "BetaToolSearchExecutionType": "ToolSearchExecutionType",
    "BetaToolSearchOutputItemParamCallId": "ToolSearchOutputItemParamCallId",
    "BetaToolSearchToolParam": "ToolSearchToolParam",
    "BetaTopLogProb": "TopLogProb",
    "BetaTruncationEnum": "TruncationEnum",
    "BetaTypeParam": "TypeParam",
    "BetaUrlCitationBody": "UrlCitationBody",
    "BetaUrlCitationParam": "UrlCitationParam",
    "BetaVectorStoreFileAttributes": "VectorStoreFileAttributes",
    "BetaVectorStoreFileAttributesBetaVectorStoreFileAttributes": "VectorStoreFileAttributesVectorStoreFileAttributes",
    "BetaVerbosity": "Verbosity",
    "BetaWaitParam": "WaitParam",
    "BetaWebSearchActionFind": "WebSearchActionFind",
    "BetaWebSearchActionOpenPage": "WebSearchActionOpenPage",
    "BetaWebSearchActionSearch": "WebSearchActionSearch",
    "BetaWebSearchActionSearchSource": "WebSearchActionSearchSource",
    "BetaWebSearchApproximateLocation": "WebSearchApproximateLocation",
    "BetaWebSearchApproximateLocationBetaWebSearchApproximateLocationApproximate": "WebSearchApproximateLocationWebSearchApproximateLocationApproximate",
    "BetaWebSearchPreviewTool": "WebSearchPreviewTool",
    "BetaWebSearchTool": "WebSearchTool",
    "BetaWebSearchToolFilters": "WebSearchToolFilters",
}
"""Names of the beta interface for what is the same without it."""

_found: dict[str, str] = {}


def __getattr__(name: str) -> Any:
    if not _found:
        _found.update((member, module) for module, names in MODULES.items() for member in names.split())
    original = TWINS.get(name, name)
    module = _found.get(original)
    if module is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f".{module}", __name__), original)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *TWINS, *(name for names in MODULES.values() for name in names.split())})
