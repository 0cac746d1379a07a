namespace Cutwork.Imaging;

/// <summary>A kind of data set that is not read.</summary>
/// <param name="Name">What it is: "a Pascal VOC data set".</param>
/// <param name="Sign">How that was seen.</param>
/// <param name="Advice">What to do, without the full stop; null for the usual.</param>
internal sealed record OtherKind(string Name, string Sign, string? Advice = null)
{
    public const string Voc = "a Pascal VOC data set";
    public const string Coco = "a COCO data set";
    public const string Yolo = "a YOLO data set";
    public const string Masks = "a set of pictures with masks";
    public const string LabelMe = "a LabelMe data set";
    public const string Table = "a set whose labels are in a table";
    public const string Annotations = "a set of pictures with annotations";
}
