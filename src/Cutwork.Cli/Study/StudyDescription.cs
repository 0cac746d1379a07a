namespace Cutwork.Cli;

/// <summary>What a report says about a study, beside its runs.</summary>
/// <param name="Name">With which the files of figures begin.</param>
/// <param name="Title">Of the report.</param>
/// <param name="Question">In a sentence.</param>
/// <param name="Arms">Their names; the first is the baseline.</param>
/// <param name="Data">The data set's name.</param>
/// <param name="Settings">Sentences on how it is done, beyond what each run says of itself.</param>
/// <param name="Published">What others report, to be shown beside it.</param>
internal sealed record StudyDescription(
    string Name,
    string Title,
    string Question,
    IReadOnlyList<string> Arms,
    string Data,
    IReadOnlyList<string> Settings,
    IReadOnlyList<PublishedResult> Published
)
{
    /// <summary>The arm that others are compared with.</summary>
    public string Baseline => Arms[0];
}
