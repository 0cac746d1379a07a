using TorchSharp;
using static TorchSharp.torch;

namespace Cutwork.TorchSharp.Tests.Targets;

[Collection(nameof(Counted))]
public class BoxTensorTests
{
    [Fact]
    public void Objects_are_rows_in_torchvision_s_order()
    {
        using DisposeScope scope = NewDisposeScope();
        SeenBox[] seen =
        [
            new(new Box(1, 2.5f, 3, 4), Label: 7, Id: 70, Place: 0, Weight: 1, Visible: 0.5),
            new(new Box(0, 0, 10, 20), Label: 3, Id: 30, Place: 1, Weight: 0.25, Visible: 0.125),
        ];
        (Tensor boxes, Tensor labels, Tensor weights, Tensor visible) = seen.ToTensors();
        Assert.Equal([2, 4], boxes.shape);
        Assert.Equal([2.5f, 1, 4, 3, 0, 0, 20, 10], boxes.data<float>().ToArray());
        Assert.Equal([7, 3], labels.data<long>().ToArray());
        Assert.Equal([1, 0.25f], weights.data<float>().ToArray());
        Assert.Equal([0.5f, 0.125f], visible.data<float>().ToArray());
    }

    [Fact]
    public void No_objects_are_no_rows()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor boxes, Tensor labels, Tensor weights, Tensor visible) = ReadOnlySpan<SeenBox>.Empty.ToTensors();
        Assert.Equal([0, 4], boxes.shape);
        Assert.All((Tensor[])[labels, weights, visible], tensor => Assert.Equal([0], tensor.shape));
        Assert.Equal(
            (ScalarType.Float32, ScalarType.Int64, ScalarType.Float32, ScalarType.Float32),
            (boxes.dtype, labels.dtype, weights.dtype, visible.dtype)
        );
    }

    /// <summary>A plan's own: an image, half of which another covers, as a detector's target.</summary>
    [Fact]
    public void A_plan_s_objects_are_a_detector_s_target_and_nothing_else_stays()
    {
        Plan plan = new Recipe(new CutMix(1)).Draw(new Key(3), Scene.Range(new Size(8, 8), 0, 2));
        AnnotatedBox[] objects = [new(new Box(0, 0, 8, 8), 1), new(new Box(0, 0, 8, 8), 2)];
        SeenBox[] seen = plan.BoxesOf(0, new PlaceLists<AnnotatedBox>(objects, [0, 1, 2]));
        long before = Settled.Tensors();
        (Tensor boxes, Tensor labels, Tensor weights, Tensor visible) = seen.ToTensors();
        Assert.Equal(before + 4, Tensor.TotalCount);
        Assert.Equal([1, 2], labels.data<long>().ToArray());
        Assert.Equal([1, 1], weights.data<float>().ToArray());
        Assert.Equal(1, visible.data<float>().ToArray().Sum(), 1e-6);
        Box pasted = seen[1].Box;
        Assert.Equal([pasted.Left, pasted.Top, pasted.Right, pasted.Bottom], boxes.data<float>().ToArray()[4..]);
        foreach (Tensor tensor in (Tensor[])[boxes, labels, weights, visible])
            tensor.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
    }
}
